package io.guildstorm.simulator.torture.drive;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guildstorm.simulator.torture.check.Rule;
import io.guildstorm.simulator.torture.drive.FaultyProxy.Answer;
import io.guildstorm.simulator.torture.drive.FaultyProxy.Forward;
import io.guildstorm.simulator.torture.drive.FaultyProxy.Request;
import io.guildstorm.simulator.torture.plan.FaultKind;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/// The bugs that are planted between clients and server, one a run, each of which breaks one rule once.
@SuppressWarnings("ImmutableEnumChecker") // sets and constructors, which nobody changes
enum Planted {
    LOST_ACK(Rule.LOST_ACK, "one send is answered 200 and not passed on", Set.of(), AnswerBugs.LostAck::new),
    REORDER(Rule.REORDER, "two MESSAGE_CREATE of a session change places", Set.of(), StreamBugs.Swap::new),
    DUPLICATE_ON_RESUME(
            Rule.DUPLICATE,
            "after a resume, the last message before it comes again",
            Set.of(FaultKind.CUT),
            StreamBugs.AgainAfterResume::new),
    GAP_ON_RESUME(
            Rule.GAP,
            "of what a resume brings, one message is left out and the numbers closed up",
            Set.of(FaultKind.CUT),
            StreamBugs.LeftOutAfterResume::new),
    LEAK_AFTER_REVOKE(
            Rule.LEAK,
            "a member who was removed can call no more, but goes on being told",
            Set.of(FaultKind.ACCESS),
            AnswerBugs.NotRemoved::new),
    READ_OF_DELETED(
            Rule.READ_OF_DELETED, "pages go on showing one deleted message", Set.of(), AnswerBugs.StillShown::new),
    NONCE_DOUBLED(
            Rule.NONCE_DOUBLED,
            "one send with a nonce is passed on twice, under two nonces",
            Set.of(),
            AnswerBugs.Twice::new),
    ID_REPEATED(Rule.ID_REPEATED, "one send is answered with the id of another", Set.of(), AnswerBugs.OldId::new),
    STALE_EDIT(
            Rule.STALE_EDIT, "one MESSAGE_UPDATE is followed by the text before it", Set.of(), StreamBugs.OldText::new),
    LOST_ON_STOP(
            Rule.LOST_ON_STOP,
            "what was acknowledged just before a graceful stop is swallowed",
            Set.of(FaultKind.STOP),
            AnswerBugs.SwallowedBeforeStop::new);

    private final Rule rule;
    private final String what;
    private final Set<FaultKind> faults;
    private final Supplier<Bug> bug;

    Planted(Rule rule, String what, Set<FaultKind> faults, Supplier<Bug> bug) {
        this.rule = rule;
        this.what = what;
        this.faults = faults;
        this.bug = bug;
    }

    Rule rule() {
        return rule;
    }

    String what() {
        return what;
    }

    /// What has to happen for it to show.
    Set<FaultKind> faults() {
        return faults;
    }

    Bug bug() {
        return bug.get();
    }

    /// What a proxy does otherwise than pass on.
    interface Bug {
        /// Any thread.
        default Answer answer(Request request, Forward forward) throws IOException {
            return forward.to(request);
        }

        /// For a new session.
        default Stream stream() {
            return dispatch -> List.of(dispatch);
        }

        /// The server is about to be stopped in good order.
        default void beforeStop() throws InterruptedException {}

        /// It runs again.
        default void started() {}
    }

    /// What becomes of the dispatches of one session, over its resumes. One thread at a time.
    @FunctionalInterface
    interface Stream {
        /// @return what the session is given instead, in order; numbers are given anew
        List<ObjectNode> given(ObjectNode dispatch);
    }
}
