package io.guildstorm.simulator.torture.drive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guildstorm.simulator.torture.drive.FaultyProxy.Answer;
import io.guildstorm.simulator.torture.drive.FaultyProxy.Forward;
import io.guildstorm.simulator.torture.drive.FaultyProxy.Request;
import io.guildstorm.simulator.torture.drive.Planted.Bug;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/// Bugs in how calls are answered.
final class AnswerBugs {
    private AnswerBugs() {}

    static final class LostAck implements Bug {
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

    static final class NotRemoved implements Bug {
        private final AtomicBoolean done = new AtomicBoolean();
        private volatile String removed = "nobody";

        @Override
        public Answer answer(Request request, Forward forward) throws IOException {
            String out = putOut(request);
            if (!out.isEmpty() && done.compareAndSet(false, true)) {
                removed = out;
                return new Answer(204, "");
            }
            boolean lets = request.method().equals("PUT") && request.path().matches("/admin/.*/members");
            if (lets && request.body().contains(removed)) removed = "nobody";
            boolean theirs = request.caller().equals(removed);
            return theirs ? new Answer(404, "{\"message\":\"Unknown Channel\",\"code\":10003}") : forward.to(request);
        }

        /// Whom a call removes, kicks or bans; "": nobody.
        private static String putOut(Request request) throws IOException {
            String path = request.path();
            boolean deletes = request.method().equals("DELETE");
            if (deletes && path.matches("/admin/.*/members"))
                return request.json().path("users").path(0).asText();
            boolean kicks = deletes && path.matches("/api/.*/members/\\d+");
            boolean bans = request.method().equals("PUT") && path.matches("/api/.*/bans/\\d+");
            return kicks || bans ? path.substring(path.lastIndexOf('/') + 1) : "";
        }
    }

    static final class StillShown implements Bug {
        private final Map<String, JsonNode> messages = new ConcurrentHashMap<>();
        private final AtomicBoolean done = new AtomicBoolean();
        private volatile JsonNode deleted = Rest.JSON.createObjectNode();

        @Override
        public Answer answer(Request request, Forward forward) throws IOException {
            Answer answer = forward.to(request);
            if (request.isSend() && answer.status() == 200)
                messages.put(answer.json().path("id").asText(), answer.json());
            if (request.method().equals("DELETE") && answer.status() == 204) deleted(request.lastPart());
            return request.isHistory() && answer.status() == 200 ? withDeleted(request, answer) : answer;
        }

        private void deleted(String id) {
            JsonNode message = messages.get(id);
            if (message != null && done.compareAndSet(false, true)) deleted = message;
        }

        private Answer withDeleted(Request request, Answer answer) throws IOException {
            if (deleted.isEmpty()
                    || !request.path().contains(deleted.path("channel_id").asText())) return answer;
            ArrayNode page = Rest.JSON.createArrayNode();
            boolean inserted = false;
            JsonNode above = Rest.JSON.createObjectNode();
            for (JsonNode message : answer.json()) {
                if (id(above) > id(deleted) && id(deleted) > id(message)) {
                    page.add(deleted);
                    inserted = true;
                }
                page.add(message);
                above = message;
            }
            boolean lowest = id(above) > id(deleted) && toTheBeginning(request, page.size());
            if (lowest) page.add(deleted);
            return inserted || lowest ? new Answer(200, page.toString()) : answer;
        }

        /// Whether there is nothing below the page.
        private static boolean toTheBeginning(Request request, int messages) {
            return !request.path().contains("after=")
                    && !request.path().contains("around=")
                    && !request.path().matches(".*limit=" + messages + "(&.*)?");
        }

        private static long id(JsonNode message) {
            return message.path("id").asLong();
        }
    }

    static final class Twice implements Bug {
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

    static final class OldId implements Bug {
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

    static final class SwallowedBeforeStop implements Bug {
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
