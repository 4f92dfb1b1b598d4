package io.guildstorm.reports.page.section;

import io.guildstorm.reports.page.html.FactTable;
import io.guildstorm.reports.page.html.Html;
import io.guildstorm.reports.page.html.Say;
import io.guildstorm.reports.record.RunRecord;
import io.guildstorm.reports.target.Figures;
import io.guildstorm.reports.target.FloodFigures;
import io.guildstorm.reports.target.FloodFigures.Others;
import io.guildstorm.reports.target.FloodFigures.Times;
import io.guildstorm.reports.target.GuildFigures;
import io.guildstorm.reports.target.PhoneFigures;
import io.guildstorm.reports.target.PresenceFigures;
import io.guildstorm.reports.target.RevokeFigures;
import io.guildstorm.reports.target.SlowFigures;
import io.guildstorm.reports.target.StormFigures;
import io.guildstorm.reports.target.TypingFigures;
import io.guildstorm.reports.target.VisibleFigures;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a scenario with two sides found on each of them, side by side, and what to conclude from it.
final class SidesTable {
    private SidesTable() {}

    /// Empty for a run with one side.
    static Html of(RunRecord record) {
        RevokeFigures revoke = RevokeFigures.of(record.experiment());
        if (revoke != null) return revoke(revoke.sides());
        SlowFigures slow = SlowFigures.of(record.experiment());
        if (slow != null) return slow(slow.sides());
        StormFigures storm = StormFigures.of(record.experiment());
        if (storm != null) return StormTable.of(storm);
        FloodFigures flood = FloodFigures.of(record.experiment());
        if (flood != null) return flood(flood);
        TypingFigures typing = TypingFigures.of(record.experiment());
        if (typing != null) return TypingTable.of(typing);
        GuildFigures guild = GuildFigures.of(record.experiment());
        return guild == null ? Html.NONE : guild(guild.sides());
    }

    /// What the run has to say for the claim that it was made for.
    /// @return rows that were added
    static int claim(FactTable table, RunRecord record) {
        RevokeFigures revoke = RevokeFigures.of(record.experiment());
        if (revoke != null && revoke.judged() != null) {
            table.row(
                    "claim-revoke",
                    "Permissions, membership and deletes must be strong: effective before the call returns",
                    Html.text(words(revoke.sides(), RevokeFigures.Side::name, RevokeFigures::words)),
                    Html.text("messages may be eventual, permissions may not"),
                    Html.text("few readers or small bursts: then nothing is under way that could leak"));
            return 1;
        }
        GuildFigures guild = GuildFigures.of(record.experiment());
        if (guild != null && guild.judged() != null && record.scenario().equals("mention-everyone")) {
            table.row(
                    "claim-everyone",
                    "@everyone costs the guild process no more than any message: it hands over one event",
                    Html.text(words(guild, record)),
                    Html.text("–"),
                    Html.text("a guild that hands an event to each session: then every message stalls it"));
            return 1;
        }
        if (guild != null && guild.judged() != null) {
            table.row(
                    "claim-relay",
                    "Relays take the fan-out off the guild: it hands an event to event loops, not to sessions",
                    Html.text(words(guild, record)),
                    Html.text("relays of about 15,000 sessions"),
                    Html.text("small guilds: below some tens of thousands of sessions both are alike"));
            return 1;
        }
        StormFigures storm = StormFigures.of(record.experiment());
        if (storm != null && storm.judged() != null) {
            table.row(
                    "claim-storm",
                    StormTable.claim(storm.kind()),
                    Html.text(words(storm.sides(), StormFigures.Side::name, storm::words)),
                    Html.text("–"),
                    Html.text("few who come at once, or cores to spare: then both sides are alike"));
            return 1;
        }
        FloodFigures flood = FloodFigures.of(record.experiment());
        if (flood != null && flood.judged() != null) {
            table.row(
                    "claim-flood",
                    "Limits for each user and channel keep one flooding sender from being everybody's delay",
                    Html.text(words(flood.sides(), FloodFigures.Side::name, FloodFigures::words)),
                    Html.text("5 messages in 5 s for each user and channel (Discord)"),
                    Html.text("few readers: then the flood costs too little to be noticed"));
            return 1;
        }
        TypingFigures typing = TypingFigures.of(record.experiment());
        if (typing != null && typing.judged() != null) {
            table.row(
                    "claim-typing",
                    "Typing is told, not kept: it must not delay messages, and reaches nobody who may not know",
                    Html.text(words(typing.sides(), TypingFigures.Side::name, TypingFigures::words)),
                    Html.text("a client says it again after 8 to 10 s (Discord)"),
                    Html.text("few readers: then even every key costs too little to be noticed"));
            return 1;
        }
        PresenceFigures presence = PresenceFigures.of(record.experiment());
        if (presence != null && presence.judged() != null) {
            table.row(
                    "claim-presence",
                    "A status is worth telling to those who see it, once it has settled, and together with others",
                    Html.text(String.join("; ", presence.lines().values())),
                    Html.text("subscriptions to what is visible save a factor of 5"),
                    Html.text("small guilds whose members all look at each other: then everybody must be told"));
            return 1;
        }
        VisibleFigures visible = VisibleFigures.of(record.experiment());
        if (visible != null && visible.points().size() > 1) {
            table.row(
                    "claim-visible",
                    "What presence costs follows what clients show, not how many members there are",
                    Html.text(words(visible.lines())),
                    Html.text("clients subscribe to the users that are visible"),
                    Html.text("clients that show everybody: then a subscription spares nothing"));
            return 1;
        }
        PhoneFigures phone = PhoneFigures.of(record.experiment());
        if (phone != null && phone.policies().size() > 1) {
            table.row(
                    "claim-phone",
                    "A phone that nobody looks at need not hear of anybody",
                    Html.text(words(phone.lines())),
                    Html.text("–"),
                    Html.text("a screen that is on: then whom it shows must be told"));
            return 1;
        }
        SlowFigures slow = SlowFigures.of(record.experiment());
        if (slow == null || slow.judged() == null) return 0;
        table.row(
                "claim-slow",
                "A slow consumer loses its connection, not the server",
                Html.text(words(slow.sides(), SlowFigures.Side::name, SlowFigures::words)),
                Html.text("–"),
                Html.text("few slow readers, or large memory: then keeping them costs nothing yet"));
        return 1;
    }

    private static String words(SequencedMap<String, String> lines) {
        return String.join(
                "; ",
                lines.entrySet().stream()
                        .map(line -> line.getKey() + ": " + line.getValue())
                        .toList());
    }

    private static String words(GuildFigures guild, RunRecord record) {
        return words(guild.sides(), GuildFigures.Side::name, side -> GuildFigures.words(record.scenario(), side));
    }

    private static <S> String words(List<S> sides, Function<S, String> name, Function<S, String> words) {
        return String.join(
                "; ",
                sides.stream()
                        .map(side -> name.apply(side) + ": " + words.apply(side))
                        .toList());
    }

    private static Html revoke(List<RevokeFigures.Side> sides) {
        FactTable table = table(sides.stream().map(RevokeFigures.Side::name).toList());
        row(table, "revoke.calls", "calls that take the channel away", sides, side -> Say.count(side.calls()));
        row(table, "revoke.refused", "of them not done", sides, side -> Say.count(side.refused()));
        row(
                table,
                "revoke.call.p50_ms",
                "such a call, median",
                sides,
                side -> Say.millis(side.call().p50Ms()));
        row(
                table,
                "revoke.call.p99_ms",
                "p99",
                sides,
                side -> Say.millis(side.call().p99Ms()));
        row(
                table,
                "revoke.call.max_ms",
                "longest",
                sides,
                side -> Say.millis(side.call().maxMs()));
        for (String lever : levers(sides))
            row(
                    table,
                    "revoke.by_lever." + lever,
                    "by " + lever + ", median",
                    sides,
                    side -> Say.millis(median(side.byLever().get(lever))));
        row(table, "revoke.leaked", "forbidden deliveries and reads", sides, side -> Say.count(side.leaked()));
        row(table, "revoke.reads_after", "of them reads", sides, side -> Say.count(side.readsAfter()));
        row(table, "revoke.told", "readers told of the loss", sides, side -> Say.count(side.told()));
        row(
                table,
                "revoke.late.count",
                "readers who read on after it",
                sides,
                side -> Say.count(side.late().count()));
        row(
                table,
                "revoke.late.max_ms",
                "for how long at most",
                sides,
                side -> Say.millis(side.late().maxMs()));
        return Html.of("<h3 id=\"sides\">Side by side</h3>{}<p>{}</p>", table.html(), revokeWords(sides));
    }

    private static @Nullable Double median(RevokeFigures.@Nullable Times times) {
        return times == null ? null : times.p50Ms();
    }

    private static List<String> levers(List<RevokeFigures.Side> sides) {
        return sides.stream()
                .flatMap(side -> side.byLever().keySet().stream())
                .distinct()
                .sorted()
                .toList();
    }

    private static String revokeWords(List<RevokeFigures.Side> sides) {
        String proof =
                "Leaked is what was sent after the call had returned, or stands in the reader's stream behind the"
                        + " answer to a heartbeat that it sent when the call had returned: both were written afterwards for certain."
                        + " That a client read on for a while proves nothing, for it reads late what may have been written early.";
        Stream<RevokeFigures.Side> naive = sides.stream().filter(side -> !side.judged());
        boolean shown = naive.anyMatch(side -> side.leaked() > 0);
        return shown
                ? proof
                : proof + " Here the side that is not judged leaked nothing for certain: this machine did not show the"
                        + " difference.";
    }

    private static Html slow(List<SlowFigures.Side> sides) {
        FactTable table = table(sides.stream().map(SlowFigures.Side::name).toList());
        row(table, "slow.slow", "readers who stopped reading", sides, side -> Say.count(side.slow()));
        row(table, "slow.closed", "of them closed for it", sides, side -> Say.count(side.closed()));
        row(table, "slow.codes", "close codes that their readers saw", sides, side -> codes(side.codes()));
        row(
                table,
                "slow.others_p50_ms",
                "delivery to the others, median",
                sides,
                side -> Say.millis(side.othersP50Ms()));
        row(table, "slow.others_p99_ms", "p99", sides, side -> Say.millis(side.othersP99Ms()));
        row(table, "slow.grown", "growth of the server's memory", sides, side -> Say.bytes(side.grownBytes()));
        return Html.of(
                "<h3 id=\"sides\">Side by side</h3>{}<p>{}</p>",
                table.html(),
                "The server's memory is that of its whole process, and its heap grows with any load: read the difference"
                        + " between the sides. Where a connection ended without a close frame, its reader came back too"
                        + " late to be told.");
    }

    private static Html flood(FloodFigures figures) {
        List<FloodFigures.Side> sides = figures.sides();
        FactTable table = table(sides.stream().map(FloodFigures.Side::name).toList());
        FloodFigures.Side bare = figures.unprotected();
        times(table, "flood.delivery", "delivery to all of what the others say", sides, bare, Others::delivery);
        times(table, "flood.ack", "their sends are answered", sides, bare, Others::ack);
        times(table, "flood.wait", "what they say waits for the guild", sides, bare, Others::guildWait);
        row(
                table,
                "flood.others_refused",
                "their sends that were refused",
                sides,
                side -> Say.count(side.others().refused()));
        row(
                table,
                "flood.sent",
                "sends of the flood",
                sides,
                side -> Say.count(side.flood().sent()));
        row(
                table,
                "flood.accepted",
                "of them accepted",
                sides,
                side -> Say.count(side.flood().accepted()));
        row(
                table,
                "flood.refused",
                "of them refused",
                sides,
                side -> Say.count(side.flood().refused()));
        row(
                table,
                "flood.retry_after",
                "Retry-After of the refusals",
                sides,
                side -> retryAfter(side.flood().retryAfter()));
        return Html.of(
                "<h3 id=\"sides\">Side by side</h3>{}<p>{}</p>",
                table.html(),
                "Times are of what the others say, from the intended send, and behind each stands how many times the"
                        + " unprotected side's it is. The flood's own messages are audited as any and are in none of these"
                        + " times. It pays no heed to Retry-After, so it is refused over and over, and that costs the server"
                        + " too.");
    }

    private static void times(
            FactTable table,
            String id,
            String name,
            List<FloodFigures.Side> sides,
            FloodFigures.@Nullable Side bare,
            Function<Others, Times> of) {
        time(
                table,
                id + ".p50",
                name + ", median",
                sides,
                bare,
                side -> of.apply(side.others()).p50Ms());
        time(
                table,
                id + ".p99",
                "p99",
                sides,
                bare,
                side -> of.apply(side.others()).p99Ms());
        time(
                table,
                id + ".p999",
                "p99.9",
                sides,
                bare,
                side -> of.apply(side.others()).p999Ms());
    }

    private static void time(
            FactTable table,
            String id,
            String name,
            List<FloodFigures.Side> sides,
            FloodFigures.@Nullable Side bare,
            Function<FloodFigures.Side, @Nullable Double> of) {
        Double whole = bare == null ? null : of.apply(bare);
        row(table, id, name, sides, side -> {
            Double ms = of.apply(side);
            if (ms == null || whole == null || whole <= 0 || side.equals(bare)) return Say.millis(ms);
            return Html.of("{} ({})", Say.millis(ms), share(ms / whole));
        });
    }

    /// Of something else, which small ones say in parts of a hundred.
    private static String share(double ratio) {
        return ratio < 0.1 ? Figures.digits(Math.round(ratio * 1_000) / 1_000.0) + " ×" : Figures.times(ratio);
    }

    private static Html retryAfter(Map<Long, Long> seconds) {
        if (seconds.isEmpty()) return Html.text("none");
        return Html.text(String.join(
                ", ",
                new TreeMap<>(seconds)
                        .entrySet().stream()
                                .map(each -> each.getKey() + " s: " + Figures.count(each.getValue()))
                                .toList()));
    }

    private static Html guild(List<GuildFigures.Side> sides) {
        FactTable table = table(sides.stream().map(GuildFigures.Side::name).toList());
        row(table, "guild.members", "members", sides, side -> Say.count(side.members()));
        row(table, "guild.in_process", "sessions without sockets", sides, side -> Say.count(side.inProcess()));
        row(table, "guild.real", "sessions with sockets", sides, side -> Say.count(side.real()));
        row(table, "guild.relays", "relays", sides, side -> Say.count(side.relays()));
        row(table, "guild.messages", "messages that were judged", sides, side -> Say.count(side.messages()));
        row(
                table,
                "guild.first",
                "the first without a socket has it, median",
                sides,
                side -> Say.millis(side.firstMs()));
        row(table, "guild.last", "the last has it, median", sides, side -> Say.millis(side.lastMs()));
        row(table, "guild.last_max", "of the slowest message", sides, side -> Say.millis(side.lastMaxMs()));
        row(table, "guild.real_p50", "delivery to sockets, median", sides, side -> Say.millis(side.realP50Ms()));
        row(table, "guild.real_max", "longest", sides, side -> Say.millis(side.realMaxMs()));
        row(table, "guild.ack_p50", "a send is answered, median", sides, side -> Say.millis(side.ackP50Ms()));
        row(table, "guild.ack_max", "longest", sides, side -> Say.millis(side.ackMaxMs()));
        row(
                table,
                "guild.publish_p50",
                "the guild is busy handing one message over, median",
                sides,
                side -> Say.millis(side.owner().publishP50Ms()));
        row(
                table,
                "guild.publish_max",
                "longest",
                sides,
                side -> Say.millis(side.owner().publishMaxMs()));
        row(
                table,
                "guild.mailbox_wait_p50",
                "a send waits for the guild, median",
                sides,
                side -> Say.millis(side.owner().waitP50Ms()));
        row(
                table,
                "guild.mailbox_wait_max",
                "longest",
                sides,
                side -> Say.millis(side.owner().waitMaxMs()));
        row(
                table,
                "guild.cpu",
                "CPU of the server a message",
                sides,
                side -> Say.millis(side.owner().cpuMs()));
        return Html.of(
                "<h3 id=\"sides\">Side by side</h3>{}<p>{}</p>",
                table.html(),
                "Sessions without sockets are in the server's process: each filters, numbers and notes an event as any"
                        + " other and reads every byte of its frame, but no system call is made for it. They are never"
                        + " added to those with sockets.");
    }

    private static Html codes(Map<String, Long> codes) {
        if (codes.isEmpty()) return Html.text("none");
        return Html.text(String.join(
                ", ",
                new TreeMap<>(codes)
                        .entrySet().stream()
                                .map(code -> code.getValue() + " × " + code.getKey())
                                .toList()));
    }

    static FactTable table(List<String> names) {
        return new FactTable(
                "What each side did, all of its rounds together",
                Stream.concat(Stream.of("figure"), names.stream()).toArray(String[]::new));
    }

    static <S> void row(FactTable table, String id, String name, List<S> sides, Function<S, Html> cell) {
        table.row(id, name, sides.stream().map(cell).toArray(Html[]::new));
    }
}
