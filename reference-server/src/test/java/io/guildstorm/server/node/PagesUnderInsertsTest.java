package io.guildstorm.server.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Case 12: whatever is said meanwhile, a page neither skips nor repeats.
class PagesUnderInsertsTest {
    private static final int MESSAGES = 300;
    private static final int LIMIT = 7;

    @RegisterExtension
    static final ServerUnderTest server = ServerUnderTest.onDisk("access.route-limit=off", "access.global-limit=off");

    /// @param anchor the id that the page was asked for by; null: the newest
    private record Page(String how, String anchor, List<String> ids) {}

    @Test
    void pages_that_are_read_while_others_write_are_whole() {
        String messages = "channels/" + server.channel() + "/messages";
        var bob = server.as("bob");
        var first =
                server.as("ann").send(server.channel(), "m").json().path("id").asText();
        var writing = CompletableFuture.supplyAsync(() -> server.as("ann").sendMany(server.channel(), "m", MESSAGES));

        var pages = new ArrayList<Page>();
        String anchor = first;
        while (!writing.isDone()) {
            var newest = ids(bob.get(messages + "?limit=" + LIMIT).json());
            pages.add(new Page("newest", "", newest));
            anchor = newest.get(newest.size() / 2);
            for (String how : List.of("before", "after", "around")) {
                pages.add(new Page(
                        how,
                        anchor,
                        ids(bob.get(messages + "?limit=" + LIMIT + "&" + how + "=" + anchor)
                                .json())));
            }
        }
        writing.join();

        var all = new ArrayList<String>();
        for (var page = ids(bob.get(messages + "?limit=100").json()); !page.isEmpty(); ) {
            all.addAll(page);
            page = ids(bob.get(messages + "?limit=100&before=" + page.getLast()).json());
        }
        assertThat(all).hasSize(MESSAGES + 1).doesNotHaveDuplicates();
        assertThat(pages).hasSizeGreaterThan(20).allSatisfy(page -> assertWhole(page, all));
    }

    /// @param all newest first
    private static void assertWhole(Page page, List<String> all) {
        if (page.ids.isEmpty()) {
            assertThat(page.how).isNotEqualTo("newest");
            return;
        }
        int from = all.indexOf(page.ids.getFirst());
        assertThat(all.subList(from, from + page.ids.size())).as(page.how).isEqualTo(page.ids);
        int anchor = all.indexOf(page.anchor);
        switch (page.how) {
            case "before" -> {
                assertThat(from).isEqualTo(anchor + 1);
                assertThat(page.ids).hasSize(Math.min(LIMIT, all.size() - anchor - 1));
            }
            case "after" -> assertThat(all.indexOf(page.ids.getLast())).isEqualTo(anchor - 1);
            case "around" -> assertThat(page.ids).contains(page.anchor);
            default -> assertThat(page.ids.size()).isLessThanOrEqualTo(LIMIT);
        }
    }

    private static List<String> ids(JsonNode page) {
        var ids = new ArrayList<String>();
        page.forEach(message -> ids.add(message.path("id").asText()));
        return ids;
    }
}
