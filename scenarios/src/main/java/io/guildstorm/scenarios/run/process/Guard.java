package io.guildstorm.scenarios.run.process;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;

/// A shell that outlives this process by an instant: when its stdin ends, because we ended in whatever way, `kill -9`
/// included, it kills the children that are still on its list.
///
/// Children also exit by themselves at the end of their stdin; but one that is stopped or stuck cannot, and the
/// server, which users start as a daemon, does not look at its stdin.
final class Guard implements AutoCloseable {
    private static final String SCRIPT = "trap '' INT HUP TERM; alive=' '; while read -r verb pid; do case $verb in"
            + " add) alive=\"$alive$pid \";;"
            + " drop) left=' '; for p in $alive; do [ \"$p\" = \"$pid\" ] || left=\"$left$p \"; done; alive=$left;;"
            + " esac; done; for p in $alive; do kill -9 \"$p\" 2>/dev/null; done";

    private final Writer list;

    Guard() throws IOException {
        Process shell = new ProcessBuilder("sh", "-c", SCRIPT)
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.DISCARD)
                .start();
        list = new OutputStreamWriter(shell.getOutputStream(), StandardCharsets.US_ASCII);
    }

    void add(long pid) throws IOException {
        say("add", pid);
    }

    /// The child has ended and its pid may be given to another process.
    void drop(long pid) throws IOException {
        say("drop", pid);
    }

    private synchronized void say(String verb, long pid) throws IOException {
        list.write(verb + " " + pid + "\n");
        list.flush();
    }

    /// Kills those that are still on the list.
    @Override
    public void close() throws IOException {
        list.close();
    }
}
