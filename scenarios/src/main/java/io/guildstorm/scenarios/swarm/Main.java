package io.guildstorm.scenarios.swarm;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// The swarm as a process: `Main CONFIG.json`, commands as JSON lines on stdin, events on stdout, all else on stderr.
/// The end of stdin before a `finish` means that the parent died: exit at once, with 130.
public final class Main {
    private static final int PARENT_DIED = 130;

    private Main() {}

    /// @param args path of the configuration
    public static void main(String[] args) throws IOException, InterruptedException {
        if (args.length != 1) {
            System.err.println("usage: swarm CONFIG.json");
            System.exit(2);
        }
        PrintStream out = System.out;
        System.setOut(System.err); // whatever a library prints must not mix with the events
        SwarmConfig config = SwarmLines.config(Files.readString(Path.of(args[0])));
        var swarm = new Swarm(config, System::nanoTime, event -> {
            out.println(SwarmLines.write(event));
            out.flush();
        });
        Thread.ofPlatform().daemon().name("commands").start(() -> takeCommands(swarm));
        swarm.run();
        System.exit(0); // the thread that waits on stdin would hold the process
    }

    private static void takeCommands(Swarm swarm) {
        boolean finishing = false;
        try (var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.isBlank()) continue;
                try {
                    SwarmCommand command = SwarmLines.command(line);
                    finishing |= command instanceof SwarmCommand.Finish;
                    swarm.command(command);
                } catch (IllegalArgumentException refused) {
                    System.err.println("swarm: " + refused.getMessage());
                }
            }
        } catch (IOException unreadable) {
            System.err.println("swarm: stdin: " + unreadable.getMessage());
        }
        if (!finishing) Runtime.getRuntime().halt(PARENT_DIED);
    }
}
