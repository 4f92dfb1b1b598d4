package io.guildstorm.scenarios.run.context;

import io.guildstorm.reports.record.Tool;
import io.guildstorm.scenarios.run.process.Home;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Which build of Guildstorm this is.
public final class ToolVersion {
    /// The version of the build.
    public static final String VERSION = "0.1.0";

    private ToolVersion() {}

    /// Version, and the commit when it stands in a checkout.
    public static Tool of(Home home) {
        return new Tool(VERSION, git(home.root()));
    }

    private static Tool.@Nullable Git git(Path root) {
        if (!Files.exists(root.resolve(".git"))) return null;
        String commit = said(root, "git", "rev-parse", "HEAD");
        if (commit == null || commit.isEmpty()) return null;
        String changed = said(root, "git", "status", "--porcelain", "--untracked-files=no");
        return new Tool.Git(commit, changed != null && !changed.isEmpty());
    }

    private static @Nullable String said(Path folder, String... command) {
        try {
            Process git = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            git.getOutputStream().close();
            String text = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return git.waitFor(10, TimeUnit.SECONDS) && git.exitValue() == 0 ? text : null;
        } catch (IOException noGit) {
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }
}
