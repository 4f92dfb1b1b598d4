package io.guildstorm.server.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormTest {
    @ParameterizedTest
    @ValueSource(strings = {"\"9007199254740993\"", "9007199254740993"})
    void an_id_above_2_to_53_is_read_exactly_as_a_string_or_a_number(String id) {
        assertThat(form("{\"id\":" + id + "}").id("id")).hasValue(9_007_199_254_740_993L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "\"-1\"", "\"1.5\"", "1.5", "1e3", "\"99999999999999999999\"", "0", "true", "[1]"})
    void what_is_no_id_is_wrong(String id) {
        var form = form("{\"id\":" + id + "}");

        assertThat(form.id("id")).isEmpty();
        assertThatExceptionOfType(RefusedRequest.class).isThrownBy(form::check);
    }

    @Test
    void one_answer_names_every_wrong_field_by_its_path() {
        var form = form("{\"a\":1,\"b\":{\"c\":\"long\"},\"d\":[\"1\",\"x\"]}");
        form.text("a", 10);
        form.object("b").text("c", 3);
        form.ids("d", 10);
        form.required("e");

        assertThatExceptionOfType(RefusedRequest.class)
                .isThrownBy(form::check)
                .satisfies(
                        refused -> assertThat(new String(refused.body().toBytes(), StandardCharsets.UTF_8))
                                .isEqualTo(
                                        "{\"message\":\"Invalid Form Body\",\"code\":50035,\"errors\":{"
                                                + "\"a\":{\"_errors\":[{\"code\":\"STRING_TYPE_CONVERT\",\"message\":\"Must be a string; was a number.\"}]},"
                                                + "\"b\":{\"c\":{\"_errors\":[{\"code\":\"BASE_TYPE_MAX_LENGTH\",\"message\":\"Must be 3 or fewer in length; was 4.\"}]}},"
                                                + "\"d\":{\"1\":{\"_errors\":[{\"code\":\"NUMBER_TYPE_COERCE\",\"message\":\"Value \\\"x\\\" is not an id.\"}]}},"
                                                + "\"e\":{\"_errors\":[{\"code\":\"BASE_TYPE_REQUIRED\",\"message\":\"This field is required.\"}]}}}"));
    }

    @Test
    void unknown_fields_and_nulls_are_ignored() {
        var form = form("{\"x\":[[1]],\"content\":null}");

        assertThat(form.text("content", 5)).isEmpty();
        form.check();
    }

    @Test
    void half_a_surrogate_pair_is_replaced_when_it_comes_in() {
        assertThat(form("{\"a\":\"x\\ud83d!\"}").text("a", 5)).contains("x\uFFFD!");
    }

    private static Form form(String json) {
        return Form.read(json.getBytes(StandardCharsets.UTF_8));
    }
}
