package io.guildstorm.scenarios.run.context;

import io.guildstorm.reports.record.FolderNotEmptyException;
import io.guildstorm.reports.record.RunFolder;
import io.guildstorm.scenarios.run.exit.EnvironmentException;
import io.guildstorm.scenarios.run.exit.UsageException;
import io.guildstorm.scenarios.run.machine.DiskRoom;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The folder of a run, made before anything starts; what stands in the way is told in words.
public final class NewFolder {
    private static final Path RUNS = Path.of("runs");

    private NewFolder() {}

    /// Makes a folder under `runs`.
    public interface Making {
        RunFolder under(Path runs) throws IOException;
    }

    /// @param out as the user wants it; null: a new one under `runs`
    /// @throws UsageException when there is something in `out`
    /// @throws EnvironmentException when it cannot be made
    public static RunFolder of(@Nullable Path out, Making making) {
        try {
            DiskRoom.check(out == null ? RUNS : out);
            return out == null ? making.under(RUNS) : RunFolder.at(out);
        } catch (FolderNotEmptyException e) {
            throw new UsageException("--out " + e.getMessage());
        } catch (IOException e) {
            throw new EnvironmentException(
                    "cannot write into " + (out == null ? RUNS.toAbsolutePath() : out) + ": " + reason(e)
                            + ". Name another folder with --out",
                    e);
        }
    }

    /// The newest run of a scenario, wherever that is.
    /// @param out as the user wanted it
    public static Path latest(@Nullable Path out) {
        return out == null ? RUNS.resolve("latest") : out;
    }

    /// An exception of a file system says the file only; the class says what it was.
    public static String reason(IOException e) {
        if (e instanceof AccessDeniedException) return "permission denied";
        if (e instanceof NoSuchFileException) return "there is no " + e.getMessage();
        return String.valueOf(e.getMessage());
    }
}
