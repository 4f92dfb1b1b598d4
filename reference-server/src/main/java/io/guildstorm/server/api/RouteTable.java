package io.guildstorm.server.api;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// All routes, and which of them a request means. Immutable; any thread.
public final class RouteTable {
    private static final Set<String> VERSIONS = Set.of("v9", "v10");

    private final List<Route> routes;
    private final Map<Integer, List<Pattern>> bySegments = new HashMap<>();

    /// @param routes where two paths fit, the earlier line wins
    public RouteTable(List<Route> routes) {
        this.routes = List.copyOf(routes);
        for (Route route : routes) {
            var pattern = new Pattern(route, segments(route.path()));
            bySegments
                    .computeIfAbsent(pattern.segments.size(), _ -> new ArrayList<>())
                    .add(pattern);
        }
    }

    public List<Route> routes() {
        return routes;
    }

    /// What became of a look-up.
    sealed interface Found {
        record Matched(Route route, Map<String, String> params) implements Found {}

        /// The path is known, with these methods only.
        record WrongMethod(Set<String> allowed) implements Found {}

        record Nowhere() implements Found {}
    }

    /// @param path without the query, its escapes as they came
    /// @throws IllegalArgumentException an escape is broken
    Found find(String method, String path) {
        var given =
                withoutVersion(segments(path).stream().map(RouteTable::decoded).toList());
        var allowed = new TreeSet<String>();
        for (Pattern pattern : bySegments.getOrDefault(given.size(), List.of())) {
            if (pattern.fits(given)) {
                if (pattern.route.method().equals(method)) {
                    return new Found.Matched(pattern.route, pattern.params(given));
                }
                allowed.add(pattern.route.method());
            }
        }
        return allowed.isEmpty() ? new Found.Nowhere() : new Found.WrongMethod(allowed);
    }

    private static List<String> segments(String path) {
        return List.of((path.startsWith("/") ? path.substring(1) : path).split("/", -1));
    }

    /// A plus sign stays one: it means a blank in queries only.
    private static String decoded(String segment) {
        return segment.indexOf('%') < 0
                ? segment
                : QueryStringDecoder.decodeComponent(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /// `/api`, `/api/v9` and `/api/v10` are the same.
    private static List<String> withoutVersion(List<String> segments) {
        if (segments.size() < 2 || !segments.getFirst().equals("api") || !VERSIONS.contains(segments.get(1))) {
            return segments;
        }
        var shorter = new ArrayList<>(segments);
        shorter.remove(1);
        return shorter;
    }

    private record Pattern(Route route, List<String> segments) {
        boolean fits(List<String> given) {
            for (int i = 0; i < segments.size(); i++) {
                if (!isName(segments.get(i)) && !segments.get(i).equals(given.get(i))) {
                    return false;
                }
            }
            return true;
        }

        Map<String, String> params(List<String> given) {
            var params = new HashMap<String, String>();
            for (int i = 0; i < segments.size(); i++) {
                String segment = segments.get(i);
                if (isName(segment)) {
                    params.put(segment.substring(1, segment.length() - 1), given.get(i));
                }
            }
            return params;
        }

        private static boolean isName(String segment) {
            return segment.startsWith("{");
        }
    }
}
