package io.guildstorm.server.node;

import io.guildstorm.server.access.Revocation;
import io.guildstorm.server.access.Revocations;
import io.guildstorm.server.model.UserId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/// The revocations of a data folder: a line each, synced before it counts. A line that a crash cut off was never
/// answered, and is dropped.
///
/// **Owner:** a thread of its own, once it is open.
final class RevocationLog implements AutoCloseable {
    private static final String BEFORE = "before";
    private static final String USERS = "users";

    private final FileChannel file;
    private final Revocations revocations;
    private final ExecutorService writer = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("revocations").factory());

    /// @throws RefusedStart it cannot be read or written
    static RevocationLog open(DataFolder folder) {
        var path = folder.path().resolve("revoked.tokens");
        try {
            var revocations = new Revocations();
            String kept = "";
            if (Files.exists(path)) {
                String text = Files.readString(path);
                kept = text.substring(0, text.lastIndexOf('\n') + 1);
                kept.lines().map(RevocationLog::read).forEach(revocations::add);
            }
            DataFolder.write(path, kept);
            var file = FileChannel.open(path, StandardOpenOption.APPEND);
            file.force(true);
            return new RevocationLog(file, revocations);
        } catch (IOException | DateTimeException | IllegalArgumentException e) {
            throw RefusedStart.environment("cannot use the list of revoked tokens " + path + " (" + e + ").");
        }
    }

    private RevocationLog(FileChannel file, Revocations revocations) {
        this.file = file;
        this.revocations = revocations;
    }

    /// Those of the file, and those that are added.
    Revocations revocations() {
        return revocations;
    }

    /// Done when it survives a crash and counts. Any thread.
    CompletionStage<Void> add(Revocation revocation) {
        return CompletableFuture.runAsync(
                () -> {
                    try {
                        var line = ByteBuffer.wrap(line(revocation).getBytes(StandardCharsets.US_ASCII));
                        while (line.hasRemaining()) {
                            file.write(line);
                        }
                        file.force(true);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                    revocations.add(revocation);
                },
                writer);
    }

    private static String line(Revocation revocation) {
        return switch (revocation) {
            case Revocation.IssuedBefore(var when) -> BEFORE + " " + when + "\n";
            case Revocation.OfUsers(var users, var when) ->
                users.stream().map(UserId::toString).collect(Collectors.joining(",", USERS + " " + when + " ", "\n"));
        };
    }

    private static Revocation read(String line) {
        String[] words = line.split(" ", -1);
        return switch (words[0]) {
            case BEFORE -> new Revocation.IssuedBefore(Instant.parse(words[1]));
            case USERS -> new Revocation.OfUsers(users(words[2]), Instant.parse(words[1]));
            default -> throw new IllegalArgumentException("not a revocation: " + line);
        };
    }

    private static List<UserId> users(String ids) {
        return Arrays.stream(ids.split(",", -1))
                .map(id -> new UserId(Long.parseLong(id)))
                .toList();
    }

    @Override
    public void close() throws IOException {
        writer.close();
        file.close();
    }
}
