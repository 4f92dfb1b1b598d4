package io.guildstorm.server.guild;

import io.guildstorm.server.model.Refusal;

/// A command is against the rules. Thrown while it is judged, before anything was changed, and answered where commands
/// come in.
final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Refusal why;

    Refused(Refusal why) {
        super(why.name(), null, false, false); // part of every day, not an error: nobody reads its stack
        this.why = why;
    }

    Refusal why() {
        return why;
    }
}
