package io.guildstorm.scenarios.run;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;

/// The user's browser.
final class Browser {
    private Browser() {}

    /// @return whether there was something to open it with
    static boolean show(Path page) {
        for (String opener : new String[] {"xdg-open", "open"}) {
            try {
                new ProcessBuilder(opener, page.toAbsolutePath().toString())
                        .redirectOutput(Redirect.DISCARD)
                        .redirectError(Redirect.DISCARD)
                        .start();
                return true;
            } catch (IOException notThere) {
                // the next one
            }
        }
        return false;
    }
}
