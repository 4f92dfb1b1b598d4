package io.guildstorm.server.state;

import io.guildstorm.server.model.GuildId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/// The switch `gateway.state` at a value other than `memory`: logs and sessions that another process may read. Any
/// thread; no call blocks. What is written is in order, and may be lost: whoever reads it has to find that out from
/// what it reads. Stages fail when nobody answers in time.
public interface SharedState extends AutoCloseable {
    /// Whether it answers. Where it does not, what is appended or put is dropped, and every stage fails at once.
    boolean answers();

    /// Another number than before: what was put may be gone.
    int life();

    /// Behind what was appended to the guild's log before.
    /// @param kept how many entries, this one included, have to be kept; older ones may go
    void append(GuildId guild, byte[] entry, int kept);

    /// The guild's log, oldest first.
    CompletionStage<List<byte[]>> log(GuildId guild);

    /// In place of what the session had before.
    /// @return whether it was handed over; false: too much waits already
    boolean put(String session, byte[] record, Duration lifetime);

    CompletionStage<Optional<byte[]>> read(String session);

    /// Reads and removes: of two who take, one gets it.
    CompletionStage<Optional<byte[]>> take(String session);

    /// Done when nobody can read it any more.
    CompletionStage<Void> remove(String session);

    /// Waits a moment for what was handed over.
    @Override
    void close();
}
