package io.guildstorm.server.access;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// Which web pages may ask: a browser says by the header `Origin` whose page it asks for, and no page can change that.
/// Requests without the header come from no page, and are let in. Immutable; any thread.
///
/// A page is our own when it was fetched from the very host that it asks. On the loopback address that host has to be
/// called by a loopback name too: a foreign name that leads to 127.0.0.1 is how pages elsewhere reach for servers here.
public final class Origins {
    private static final String OWN = "own";
    private static final String ANY = "any";
    private static final Pattern ORIGIN =
            Pattern.compile("https?://[A-Za-z0-9.-]+(:\\d{1,5})?|https?://\\[[0-9A-Fa-f:]+](:\\d{1,5})?");
    private static final Pattern LOOPBACK = Pattern.compile("(localhost|127(\\.\\d{1,3}){3}|\\[::1])(:\\d{1,5})?");
    private static final Pattern SCHEME = Pattern.compile("^https?://");

    private final boolean any;
    private final Set<String> listed;

    /// How a request came to us.
    /// @param host what the client calls us: the Host header; "" if it did not say
    /// @param loopback whether it came by the loopback address
    public record Way(String host, boolean loopback) {}

    private Origins(boolean any, Set<String> listed) {
        this.any = any;
        this.listed = Set.copyOf(listed);
    }

    /// @param words `own`, `any`, or origins with commas between, which are let in besides our own
    /// @throws IllegalArgumentException one of them is no origin
    public static Origins of(String words) {
        if (words.equals(ANY) || words.equals(OWN)) {
            return new Origins(words.equals(ANY), Set.of());
        }
        var listed = new TreeSet<String>();
        for (String word : words.split(",", -1)) {
            if (!ORIGIN.matcher(word).matches()) {
                throw new IllegalArgumentException("no origin: " + word);
            }
            listed.add(word.toLowerCase(Locale.ROOT));
        }
        return new Origins(false, listed);
    }

    /// Whether all pages that a request names may ask.
    /// @param named each `Origin` header of it
    public boolean allow(List<String> named, Way way) {
        return any || named.stream().allMatch(origin -> allows(origin.toLowerCase(Locale.ROOT), way));
    }

    private boolean allows(String origin, Way way) {
        return listed.contains(origin) || (ORIGIN.matcher(origin).matches() && isOwn(origin, way));
    }

    private static boolean isOwn(String origin, Way way) {
        String host = SCHEME.matcher(origin).replaceFirst("");
        return host.equalsIgnoreCase(way.host())
                && (!way.loopback() || LOOPBACK.matcher(host).matches());
    }
}
