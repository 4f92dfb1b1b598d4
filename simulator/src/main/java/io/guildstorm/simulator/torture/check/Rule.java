package io.guildstorm.simulator.torture.check;

import java.util.Locale;

/// What must hold in every history.
public enum Rule {
    LOST_ACK("what was acknowledged or announced is read by every page that covers it"),
    LOST_ON_STOP("a graceful stop loses nothing that was acknowledged before, in the store or on its way to a session"),
    REORDER("one order in every session and page: that of the ids, and of calls that followed one another"),
    DUPLICATE("a session is told of a message once, over all its resumes"),
    GAP("a session is told of everything that happened before what it was told, over all its resumes"),
    NONCE_DOUBLED("a send makes one message, however often it is repeated with its nonce"),
    ID_REPEATED("an id means one message for ever"),
    READ_OF_DELETED("once a delete returned, nobody who asks later is shown the text"),
    STALE_EDIT("an edit is never followed by the text before it"),
    LEAK("once access is taken away, nothing of the channel is shown or delivered"),
    FOREIGN_TEXT("nobody is shown a text that nobody wrote"),
    SERVER_DIED("the server comes back after every fault, and ends by none of its own");

    private final String law;

    Rule(String law) {
        this.law = law;
    }

    /// The rule as a sentence.
    public String law() {
        return law;
    }

    /// Its name in reports, for example `lost-ack`.
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
