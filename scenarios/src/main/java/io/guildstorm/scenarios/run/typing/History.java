package io.guildstorm.scenarios.run.typing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.guildstorm.scenarios.check.MarkedText;
import io.guildstorm.scenarios.run.exit.EnvironmentException;
import io.guildstorm.scenarios.run.load.TestBed;
import io.guildstorm.scenarios.run.server.UserApi;
import java.nio.charset.StandardCharsets;

/// What the channel holds when the storm is over, page by page.
/// @param messages that were sent by the load
/// @param besides whatever else stands there
record History(long messages, long besides) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PAGE = 100;

    /// @throws EnvironmentException a page could not be read
    static History read(TestBed bed) {
        long messages = 0;
        long besides = 0;
        try (UserApi api = new UserApi(bed.server())) {
            String before = "";
            JsonNode page;
            do {
                String path = "/channels/" + bed.channel() + "/messages?limit=" + PAGE + before;
                page = JSON.readTree(
                        api.insist("GET", path, "", bed.ownerToken()).body());
                for (JsonNode message : page) {
                    if (isOurs(message)) messages++;
                    else besides++;
                    before = "&before=" + message.path("id").asText();
                }
            } while (page.size() == PAGE);
            return new History(messages, besides);
        } catch (JsonProcessingException e) {
            throw new EnvironmentException("a page of history is not JSON", e);
        }
    }

    private static boolean isOurs(JsonNode message) {
        byte[] text = message.path("content").asText().getBytes(StandardCharsets.UTF_8);
        return message.path("type").asInt() == 0 && MarkedText.verify(text) != null;
    }
}
