package io.guildstorm.cli;

import io.guildstorm.reports.record.Tool;
import io.guildstorm.scenarios.run.context.ToolVersion;
import io.guildstorm.scenarios.run.process.Home;
import picocli.CommandLine.IVersionProvider;

/// `guildstorm --version`: version and commit.
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        Tool tool = ToolVersion.of(Home.find());
        Tool.Git git = tool.git();
        String commit =
                git == null ? "" : " (commit " + git.commit().substring(0, 12) + (git.dirty() ? ", changed)" : ")");
        return new String[] {"guildstorm " + tool.version() + commit};
    }
}
