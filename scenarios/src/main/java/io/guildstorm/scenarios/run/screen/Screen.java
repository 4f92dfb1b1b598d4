package io.guildstorm.scenarios.run.screen;

import java.io.Console;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Where a run shows itself. Lines that are said stay; the live block below them is redrawn in place on a terminal.
/// Where there is no terminal, its lines are printed every five seconds as one.
///
/// **Owner:** the run's thread.
public final class Screen {
    private static final long REDRAW_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
    private static final long PLAIN_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final int WIDTH = 80;

    private final PrintStream out;
    private final boolean terminal;
    private Supplier<List<String>> live = List::of;
    private int drawn;
    private long nextNanos = System.nanoTime();

    /// @param terminal whether the cursor can be moved
    public Screen(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /// On the standard output; in place only if that is a terminal that knows how.
    @SuppressWarnings("SystemConsoleNull") // the JDK says that it may be null, and NullAway believes it
    public static Screen standard() {
        String term = System.getenv("TERM");
        Console console = System.console();
        boolean able = term != null && !term.equals("dumb") && console != null && console.isTerminal();
        return new Screen(System.out, able);
    }

    public boolean terminal() {
        return terminal;
    }

    /// A line that stays.
    public void say(String line) {
        erase();
        out.println(line);
        out.flush();
        draw();
    }

    /// Shows these lines until told otherwise.
    public void live(Supplier<List<String>> lines) {
        erase();
        live = lines;
        nextNanos = System.nanoTime() + (terminal ? 0 : PLAIN_NANOS);
    }

    /// No live lines any more; the line stays in their place.
    public void settle(String line) {
        erase();
        live = List::of;
        out.println(line);
        out.flush();
    }

    /// To be called often; draws when it is time.
    public void pulse() {
        long now = System.nanoTime();
        if (now - nextNanos < 0) return;
        nextNanos = now + (terminal ? REDRAW_NANOS : PLAIN_NANOS);
        if (terminal) {
            erase();
            draw();
        } else {
            String line =
                    String.join(" · ", live.get().stream().map(String::strip).toList());
            if (!line.isEmpty()) out.println("     " + line);
            out.flush();
        }
    }

    private void draw() {
        if (!terminal) return;
        List<String> lines = live.get();
        for (String line : lines) out.println(line.length() > WIDTH ? line.substring(0, WIDTH) : line);
        drawn = lines.size();
        out.flush();
    }

    private void erase() {
        if (drawn == 0) return;
        out.print("\u001b[" + drawn + "A\u001b[J");
        drawn = 0;
    }
}
