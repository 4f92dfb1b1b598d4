package io.guildstorm.server.store;

import io.guildstorm.server.model.GuildId;
import io.guildstorm.server.model.Members;
import io.guildstorm.server.store.SortedRows.RowChange;
import io.guildstorm.server.store.SortedRows.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// Folds the rows of changed members into their pages, a few pages in each batch. A batch takes a row away together
/// with
/// the page that did not have it, so that the members are the same before, between and after all of them.
final class PageFolding {
    private final GuildId guild;
    private final Members paged;
    private final Members folded;
    private final NavigableSet<Long> rows;
    private final StoreWriter writer;
    private int next;
    private int nextFolded;

    /// @param members nobody changes them meanwhile
    PageFolding(StoredMembers members, StoreWriter writer) {
        guild = members.guild();
        paged = members.paged();
        folded = members.folded();
        rows = members.rows();
        this.writer = writer;
    }

    CompletionStage<Void> goOn() {
        var batch = new ArrayList<RowChange>();
        int bytes = 0;
        while (next < paged.pages() && bytes < PageWrites.BATCH_BYTES) {
            bytes += fold(batch);
        }
        return batch.isEmpty()
                ? CompletableFuture.completedStage(null)
                : writer.write(batch, bytes).thenCompose(_ -> goOn());
    }

    /// The next page.
    /// @return bytes to be written for it
    private int fold(List<RowChange> batch) {
        long first = next == 0 ? 0 : paged.page(next).id(0);
        long end = next + 1 < paged.pages() ? paged.page(next + 1).id(0) : Long.MAX_VALUE;
        var here = rows.subSet(first, end);
        int bytes = 0;
        if (!here.isEmpty()) {
            batch.add(new RowChange.Delete(
                    Table.MEMBER_PAGES, key(paged.page(next).id(0))));
            here.forEach(user -> batch.add(new RowChange.Delete(Table.MEMBERS, key(user))));
            bytes += here.size() * Long.BYTES * 2;
        }
        for (; nextFolded < folded.pages() && folded.page(nextFolded).id(0) < end; nextFolded++) {
            if (!here.isEmpty()) {
                var page = folded.page(nextFolded);
                byte[] value = StoredPages.page(folded, page);
                batch.add(new RowChange.Put(Table.MEMBER_PAGES, key(page.id(0)), value));
                bytes += value.length;
            }
        }
        next++;
        return bytes;
    }

    private byte[] key(long id) {
        return StoredRows.key(guild.value(), id);
    }
}
