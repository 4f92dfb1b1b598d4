package io.guildstorm.simulator.torture.drive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guildstorm.simulator.torture.check.Rule;
import io.guildstorm.simulator.torture.drive.FaultyProxy.Answer;
import io.guildstorm.simulator.torture.drive.FaultyProxy.Forward;
import io.guildstorm.simulator.torture.drive.FaultyProxy.Request;
import io.guildstorm.simulator.torture.plan.FaultKind;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/// The bugs that are planted between clients and server, one a run, each of which breaks one rule once.
@SuppressWarnings("ImmutableEnumChecker") // sets and constructors, which nobody changes
enum Planted {
    LOST_ACK(Rule.LOST_ACK, "one send is answered 200 and not passed on", Set.of(), LostAck::new),
    REORDER(Rule.REORDER, "two MESSAGE_CREATE of a session change places", Set.of(), Swap::new),
    DUPLICATE_ON_RESUME(
            Rule.DUPLICATE,
            "after a resume, the last message before it comes again",
            Set.of(FaultKind.CUT),
            AgainAfterResume::new),
    GAP_ON_RESUME(
            Rule.GAP,
            "of what a resume brings, one message is left out and the numbers closed up",
            Set.of(FaultKind.CUT),
            LeftOutAfterResume::new),
    LEAK_AFTER_REVOKE(
            Rule.LEAK,
            "a member who was removed can call no more, but goes on being told",
            Set.of(FaultKind.ACCESS),
            NotRemoved::new),
    READ_OF_DELETED(Rule.READ_OF_DELETED, "pages go on showing one deleted message", Set.of(), StillShown::new),
    NONCE_DOUBLED(
            Rule.NONCE_DOUBLED, "one send with a nonce is passed on twice, under two nonces", Set.of(), Twice::new),
    ID_REPEATED(Rule.ID_REPEATED, "one send is answered with the id of another", Set.of(), OldId::new),
    STALE_EDIT(Rule.STALE_EDIT, "one MESSAGE_UPDATE is followed by the text before it", Set.of(), OldText::new),
    LOST_ON_STOP(
            Rule.LOST_ON_STOP,
            "what was acknowledged just before a graceful stop is swallowed",
            Set.of(FaultKind.STOP),
            SwallowedBeforeStop::new);

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

    private static boolean is(ObjectNode dispatch, String type) {
        return dispatch.path("t").asText().equals(type);
    }

    private static final class LostAck implements Bug {
        private final AtomicInteger sends = new AtomicInteger();
        private volatile Answer last = new Answer(200, "{}");

        @Override
        public Answer answer(Request request, Forward forward) throws IOException {
            if (!request.isSend()) return forward.to(request);
            if (sends.incrementAndGet() == 20) return made(request, last);
            Answer answer = forward.to(request);
            if (answer.status() == 200) last = answer;
            return answer;
        }

        /// As if it had been stored, under an id that nobody has.
        static Answer made(Request request, Answer like) throws IOException {
            ObjectNode message = (ObjectNode) Rest.JSON.readTree(like.body());
            message.put("id", Long.toString(message.path("id").asLong() + 1));
            message.set("content", request.json().path("content"));
            return new Answer(200, message.toString());
        }
    }

    private static final class Swap implements Bug {
        private final AtomicBoolean done = new AtomicBoolean();

        @Override
        public Stream stream() {
            return new Stream() {
                private ObjectNode held = Rest.JSON.createObjectNode();

                @Override
                public List<ObjectNode> given(ObjectNode dispatch) {
                    if (!is(dispatch, "MESSAGE_CREATE")) return List.of(dispatch);
                    if (!held.isEmpty() && channel(held).equals(channel(dispatch))) {
                        List<ObjectNode> swapped = List.of(dispatch, held);
                        held = Rest.JSON.createObjectNode();
                        return swapped;
                    }
                    if (done.compareAndSet(false, true)) {
                        held = dispatch;
                        return List.of();
                    }
                    return List.of(dispatch);
                }
            };
        }

        private static String channel(ObjectNode dispatch) {
            return dispatch.path("d").path("channel_id").asText();
        }
    }

    private static final class AgainAfterResume implements Bug {
        private final AtomicBoolean done = new AtomicBoolean();

        @Override
        public Stream stream() {
            return new Stream() {
                private ObjectNode last = Rest.JSON.createObjectNode();

                @Override
                public List<ObjectNode> given(ObjectNode dispatch) {
                    if (is(dispatch, "MESSAGE_CREATE")) last = dispatch;
                    boolean now = is(dispatch, "RESUMED") && !last.isEmpty() && done.compareAndSet(false, true);
                    return now ? List.of(dispatch, last) : List.of(dispatch);
                }
            };
        }
    }

    private static final class LeftOutAfterResume implements Bug {
        private final AtomicBoolean done = new AtomicBoolean();

        @Override
        public Stream stream() {
            return new Stream() {
                private boolean resumed;

                @Override
                public List<ObjectNode> given(ObjectNode dispatch) {
                    if (is(dispatch, "RESUMED")) resumed = true;
                    boolean now = resumed && is(dispatch, "MESSAGE_CREATE") && done.compareAndSet(false, true);
                    return now ? List.of() : List.of(dispatch);
                }
            };
        }
    }

    private static final class NotRemoved implements Bug {
        private final AtomicBoolean done = new AtomicBoolean();
        private volatile String removed = "nobody";

        @Override
        public Answer answer(Request request, Forward forward) throws IOException {
            boolean members = request.path().matches("/admin/.*/members");
            if (members && request.method().equals("DELETE") && done.compareAndSet(false, true)) {
                removed = request.json().path("users").path(0).asText();
                return new Answer(204, "");
            }
            if (members && request.method().equals("PUT") && request.body().contains(removed)) removed = "nobody";
            boolean theirs = request.caller().equals(removed);
            return theirs ? new Answer(404, "{\"message\":\"Unknown Channel\",\"code\":10003}") : forward.to(request);
        }
    }

    private static final class StillShown implements Bug {
        private final Map<String, JsonNode> messages = new ConcurrentHashMap<>();
        private final AtomicBoolean done = new AtomicBoolean();
        private volatile JsonNode deleted = Rest.JSON.createObjectNode();

        @Override
        public Answer answer(Request request, Forward forward) throws IOException {
            Answer answer = forward.to(request);
            if (request.isSend() && answer.status() == 200)
                messages.put(answer.json().path("id").asText(), answer.json());
            if (request.method().equals("DELETE") && answer.status() == 204) deleted(request.lastPart());
            return request.isHistory() && answer.status() == 200 ? withDeleted(answer) : answer;
        }

        private void deleted(String id) {
            JsonNode message = messages.get(id);
            if (message != null && done.compareAndSet(false, true)) deleted = message;
        }

        private Answer withDeleted(Answer answer) throws IOException {
            ArrayNode page = Rest.JSON.createArrayNode();
            boolean inserted = false;
            JsonNode above = Rest.JSON.createObjectNode();
            for (JsonNode message : answer.json()) {
                if (id(above) > id(deleted) && id(deleted) > id(message) && sameChannel(message)) {
                    page.add(deleted);
                    inserted = true;
                }
                page.add(message);
                above = message;
            }
            return inserted ? new Answer(200, page.toString()) : answer;
        }

        private boolean sameChannel(JsonNode message) {
            return message.path("channel_id").equals(deleted.path("channel_id"));
        }

        private static long id(JsonNode message) {
            return message.path("id").asLong();
        }
    }

    private static final class Twice implements Bug {
        private final AtomicBoolean done = new AtomicBoolean();

        @Override
        public Answer answer(Request request, Forward forward) throws IOException {
            Answer answer = forward.to(request);
            if (request.isSend()
                    && request.json().has("nonce")
                    && answer.status() == 200
                    && done.compareAndSet(false, true)) {
                ObjectNode again = (ObjectNode) request.json();
                forward.to(request.with(
                        again.put("nonce", again.path("nonce").asText() + "x").toString()));
            }
            return answer;
        }
    }

    private static final class OldId implements Bug {
        private final AtomicInteger sends = new AtomicInteger();
        private volatile String first = "";

        @Override
        public Answer answer(Request request, Forward forward) throws IOException {
            Answer answer = forward.to(request);
            if (!request.isSend() || answer.status() != 200) return answer;
            ObjectNode message = (ObjectNode) answer.json();
            int number = sends.incrementAndGet();
            if (number == 10) first = message.path("id").asText();
            return number == 20 ? new Answer(200, message.put("id", first).toString()) : answer;
        }
    }

    private static final class OldText implements Bug {
        private final AtomicBoolean done = new AtomicBoolean();

        @Override
        public Stream stream() {
            return new Stream() {
                private final Map<String, JsonNode> texts = new ConcurrentHashMap<>();

                @Override
                public List<ObjectNode> given(ObjectNode dispatch) {
                    boolean update = is(dispatch, "MESSAGE_UPDATE");
                    if (!update && !is(dispatch, "MESSAGE_CREATE")) return List.of(dispatch);
                    JsonNode before = texts.put(dispatch.path("d").path("id").asText(), dispatch.path("d"));
                    if (!update || before == null || !done.compareAndSet(false, true)) return List.of(dispatch);
                    ObjectNode old = dispatch.deepCopy();
                    old.set("d", before);
                    return List.of(dispatch, old);
                }
            };
        }
    }

    private static final class SwallowedBeforeStop implements Bug {
        private final CountDownLatch swallowed = new CountDownLatch(2);
        private volatile boolean stopping;
        private volatile Answer last = new Answer(200, "{}");

        @Override
        public Answer answer(Request request, Forward forward) throws IOException {
            if (request.isSend() && stopping) {
                Answer made = LostAck.made(request, last);
                last = made;
                swallowed.countDown();
                return made;
            }
            Answer answer = forward.to(request);
            if (request.isSend() && answer.status() == 200) last = answer;
            return answer;
        }

        @Override
        public void beforeStop() throws InterruptedException {
            stopping = true;
            if (!swallowed.await(30, TimeUnit.SECONDS)) throw new AssertionError("nobody sends");
        }

        @Override
        public void started() {
            stopping = false;
        }
    }
}
