package io.guildstorm.scenarios.swarm.presence;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// The crowd as a process: `Main CONFIG.json`, commands as JSON lines on stdin, events on stdout, all else on stderr.
/// The end of stdin before a `finish` means that the parent died: exit at once, with 130.
public final class Main {
    private static final int PARENT_DIED = 130;

    private Main() {}

    /// @param args path of the configuration
    public static void main(String[] args) throws IOException, InterruptedException {
        if (args.length != 1) {
            System.err.println("usage: crowd CONFIG.json");
            System.exit(2);
        }
        PrintStream out = System.out;
        System.setOut(System.err); // whatever a library prints must not mix with the events
        CrowdConfig config = CrowdLines.config(Files.readString(Path.of(args[0])));
        var crowd = new Crowd(config, System::nanoTime, event -> {
            out.println(CrowdLines.write((Record) event));
            out.flush();
        });
        Thread.ofPlatform().daemon().name("commands").start(() -> takeCommands(crowd));
        crowd.start();
        crowd.awaitEnd();
        System.exit(0); // the thread that waits on stdin would hold the process
    }

    private static void takeCommands(Crowd crowd) {
        boolean finishing = false;
        try (var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.isBlank()) continue;
                try {
                    CrowdCommand command = CrowdLines.command(line);
                    finishing |= command instanceof CrowdCommand.Finish;
                    crowd.command(command);
                } catch (IllegalArgumentException refused) {
                    System.err.println("crowd: " + refused.getMessage());
                }
            }
        } catch (IOException unreadable) {
            System.err.println("crowd: stdin: " + unreadable.getMessage());
        }
        if (!finishing) Runtime.getRuntime().halt(PARENT_DIED);
    }
}
