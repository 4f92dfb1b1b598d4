package io.guildstorm.server.node;

import io.guildstorm.server.access.AdminToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// The folder of `--data`: what a server keeps beside its store, and the lock that keeps a second server out.
///
/// **Owner:** the thread that starts and stops the server.
final class DataFolder implements AutoCloseable {
    private static final int SECRET_BYTES = 32;
    private static final int NAME_BYTES = 8;
    private static final String PRIVATE = "rw-------";

    private final Path folder;
    private final FileChannel lockFile;
    private final FileLock lock;
    private final SecureRandom random = new SecureRandom();

    /// @throws RefusedStart it cannot be written, or another server has it
    static DataFolder open(Path folder) {
        try {
            Files.createDirectories(folder);
            var lockFile = FileChannel.open(
                    folder.resolve("server.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            var lock = tryLock(lockFile);
            if (lock == null) {
                lockFile.close();
                throw inUse(folder);
            }
            return new DataFolder(folder, lockFile, lock);
        } catch (FileAlreadyExistsException _) {
            throw RefusedStart.environment(folder + " is not a folder: give another by --data.");
        } catch (IOException e) {
            throw unwritable(folder, e);
        }
    }

    static RefusedStart inUse(Path folder) {
        return RefusedStart.environment(
                "another server uses the data folder " + folder + ": stop that one, or give another by --data.");
    }

    static RefusedStart unwritable(Path folder, IOException why) {
        return RefusedStart.environment(
                "cannot write to the data folder " + folder + " (" + why + "): give another by --data.");
    }

    private static @Nullable FileLock tryLock(FileChannel file) throws IOException {
        try {
            return file.tryLock();
        } catch (OverlappingFileLockException _) {
            return null; // another server of this process
        }
    }

    private DataFolder(Path folder, FileChannel lockFile, FileLock lock) {
        this.folder = folder;
        this.lockFile = lockFile;
        this.lock = lock;
    }

    Path path() {
        return folder;
    }

    Path demoFile() {
        return folder.resolve("demo.json");
    }

    /// The key that signs tokens, made on the first start.
    byte[] secret() {
        try {
            var file = folder.resolve("token.secret");
            if (Files.exists(file)) {
                return Base64.getDecoder().decode(Files.readString(file).strip());
            }
            byte[] made = randomBytes(SECRET_BYTES);
            write(file, Base64.getEncoder().encodeToString(made) + "\n");
            return made;
        } catch (IOException | IllegalArgumentException e) {
            throw RefusedStart.environment("cannot use the token secret in " + folder + ": " + e.getMessage() + ".");
        }
    }

    /// What tells the state of this server, or cluster, from that of others in one Redis: follows from the secret,
    /// which
    /// it does not give away.
    String name() {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update("gateway.state".getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(digest.digest(secret()), 0, NAME_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("the platform has no SHA-256", e);
        }
    }

    /// The token in `file`, or a new one that is written there.
    AdminToken adminToken(@Nullable Path elsewhere) {
        var file = elsewhere == null ? folder.resolve("admin.token") : elsewhere;
        try {
            if (Files.exists(file) && Files.size(file) > 0) {
                return new AdminToken(Files.readString(file).strip());
            }
            String made = Base64.getUrlEncoder().withoutPadding().encodeToString(randomBytes(SECRET_BYTES));
            write(file, made + "\n");
            return new AdminToken(made);
        } catch (IllegalArgumentException e) {
            throw RefusedStart.input("cannot use the admin token file " + file + ": " + e.getMessage() + ".");
        } catch (IOException e) {
            throw RefusedStart.environment("cannot use the admin token file " + file + ": " + e + ".");
        }
    }

    private byte[] randomBytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    /// Writes a file that only its owner may read; it is there whole or not at all.
    static void write(Path file, String text) throws IOException {
        var absolute = file.toAbsolutePath();
        var part = absolute.resolveSibling(absolute.getFileName() + ".part");
        Files.deleteIfExists(part);
        Files.createFile(part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(PRIVATE)));
        Files.write(part, text.getBytes(StandardCharsets.UTF_8));
        Files.move(part, absolute, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void close() {
        try {
            lock.release();
            lockFile.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
