package io.guildstorm.scenarios.run.context;

import io.guildstorm.reports.record.RunFolder;
import io.guildstorm.scenarios.run.machine.DiskRoom;
import io.guildstorm.scenarios.run.machine.LivingRuns;
import io.guildstorm.scenarios.run.machine.Sampler;
import io.guildstorm.scenarios.run.process.Children;
import io.guildstorm.scenarios.run.process.Home;
import io.guildstorm.scenarios.run.process.Inbox;
import io.guildstorm.scenarios.run.screen.Screen;

/// What every part of a run needs.
/// @param home where class paths are
/// @param folder what the run leaves behind
/// @param children everything that it started
/// @param inbox of the run's thread
/// @param sampler reads the machine once a second
/// @param disk room on the disk of the folder
/// @param living other runs on this machine
public record RunContext(
        Home home,
        RunRequest request,
        RunFolder folder,
        Children children,
        Inbox inbox,
        Sampler sampler,
        DiskRoom disk,
        LivingRuns living,
        Screen screen) {
    /// The same for a part of the run with a folder of its own.
    public RunContext in(RunFolder its) {
        return new RunContext(home, request, its, children, inbox, sampler, disk, living, screen);
    }
}
