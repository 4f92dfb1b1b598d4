package io.guildstorm.server.store;

import io.guildstorm.server.model.GuildId;
import io.guildstorm.server.model.Members;
import io.guildstorm.server.store.SortedRows.RowChange;
import io.guildstorm.server.store.SortedRows.Table;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// Writes the pages of a guild to be, one batch after the other: what other guilds have to write goes between.
final class PageWrites {
    /// As much as the writer takes at a time.
    static final int BATCH_BYTES = 1 << 20;

    private final GuildId guild;
    private final Members members;
    private final StoreWriter writer;
    private int next;

    PageWrites(GuildId guild, Members members, StoreWriter writer) {
        this.guild = guild;
        this.members = members;
        this.writer = writer;
    }

    CompletionStage<Void> goOn() {
        if (next >= members.pages()) {
            return CompletableFuture.completedStage(null);
        }
        var rows = new ArrayList<RowChange>();
        int bytes = 0;
        for (; next < members.pages() && bytes < BATCH_BYTES; next++) {
            var page = members.page(next);
            byte[] value = StoredPages.page(members, page);
            rows.add(new RowChange.Put(Table.MEMBER_PAGES, StoredRows.key(guild.value(), page.id(0)), value));
            bytes += value.length;
        }
        return writer.write(rows, bytes).thenCompose(_ -> goOn());
    }
}
