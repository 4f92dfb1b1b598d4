package io.guildstorm.server.guild;

import io.guildstorm.server.model.GuildAnswer;
import io.guildstorm.server.model.GuildCommand;
import io.guildstorm.server.model.Nonce;
import io.guildstorm.server.store.rocksdb.RocksDbRows;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Semaphore;

/// A server process without sockets, made to be killed: it sends as fast as it may, up to 1,000 at once, and says on
/// stdout which messages were acknowledged, each on a line `number id`. A line is out of the process before the next.
final class SendingServer {
    private static final int AT_ONCE = 1_000;

    private SendingServer() {}

    /// @param args the data folder, and how many to send
    public static void main(String[] args) throws Exception {
        var town = Town.withActors(RocksDbRows.open(Path.of(args[0]))).founded();
        var permits = new Semaphore(AT_ONCE);
        try (var out = new PrintStream(
                new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)), false, StandardCharsets.US_ASCII)) {
            for (int i = 0; i < Integer.parseInt(args[1]); i++) {
                permits.acquire();
                int number = i;
                town.ask(new GuildCommand.SendMessage(
                                town.square(),
                                Town.ANN,
                                "number " + number,
                                new Nonce("n" + number, false),
                                true,
                                null))
                        .thenAccept(answer -> {
                            if (answer instanceof GuildAnswer.Stored(var shown)) {
                                synchronized (out) {
                                    out.println(number + " " + shown.message().id());
                                    out.flush();
                                }
                            }
                            permits.release();
                        });
            }
            permits.acquire(AT_ONCE);
        }
    }
}
