package io.guildstorm.server.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SwitchesTest {
    /// Read by whoever starts the JVM, which cannot be changed from inside.
    private static final String OF_THE_LAUNCHER = "jvm.gc";

    @Test
    void every_switch_of_the_file_is_read_and_every_switch_that_is_read_is_in_the_file() {
        var switches = Switches.load(List.of());

        NodeSettings.of(switches);

        assertThat(switches.read())
                .containsExactlyInAnyOrderElementsOf(switches.all().stream()
                        .map(Switch::name)
                        .filter(name -> !name.equals(OF_THE_LAUNCHER))
                        .toList());
    }

    @Test
    void each_default_is_a_value_that_the_switch_takes() {
        var switches = Switches.load(List.of());

        switches.all().forEach(one -> switches.set(one.name() + "=" + one.standard()));

        assertThat(switches.all())
                .allMatch(one -> !one.about().isBlank() && !one.readBy().isBlank());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    fanout=rely                  | fanout cannot be "rely": choose relay, direct or gateway. Did you mean relay?
                    fanout=tree                  | fanout cannot be "tree": choose relay, direct or gateway.
                    fanot=relay                  | there is no switch "fanot". Did you mean fanout?
                    colour=red                   | there is no switch "colour".
                    fanout                       | --set takes switch=value, not "fanout".
                    gateway.transport=iouring    | gateway.transport cannot be "iouring": choose auto, epoll, io_uring or nio. Did you mean io_uring?
                    relay.size=0                 | relay.size cannot be "0": give 1 to 1000000 sessions.
                    relay.size=many              | relay.size cannot be "many": give 1 to 1000000 sessions.
                    gateway.resume-window=5      | gateway.resume-window cannot be "5": give a duration from 1s to 24h, such as 2m.
                    gateway.resume-window=5days  | gateway.resume-window cannot be "5days": give a duration from 1s to 24h, such as 2m.
                    gateway.resume-window=1ms    | gateway.resume-window cannot be "1ms": give a duration from 1s to 24h, such as 2m.
                    access.send-limit=5          | access.send-limit cannot be "5": give sends/duration, such as 5/5s, or off.
                    access.global-limit=0/1s     | access.global-limit cannot be "0/1s": give requests/duration, such as 50/1s, or off.
                    access.identify-concurrency=0 | access.identify-concurrency cannot be "0": give shards, such as 1, or off.
                    access.shard-guilds=many     | access.shard-guilds cannot be "many": give guilds, such as 2500, or off.
                    access.token-ttl=0s          | access.token-ttl cannot be "0s": give a duration, such as 720h, or off.
                    access.origins=a.example     | access.origins cannot be "a.example": give own, any, or origins such as https://a.example,https://b.example.
                    access.send-limit=5/0s       | access.send-limit cannot be "5/0s": give sends/duration, such as 5/5s, or off.
                    """)
    void a_bad_setting_is_named_with_what_would_do(String setting, String message) {
        var switches = Switches.load(List.of());

        assertThatExceptionOfType(RefusedStart.class)
                .isThrownBy(() -> switches.set(setting))
                .withMessage(message)
                .satisfies(refused -> assertThat(refused.fault().exitCode()).isEqualTo(2));
    }

    @Test
    void settings_that_do_not_go_together_are_refused_with_their_names() {
        var switches = Switches.load(List.of());
        switches.set("guild.inflight=5000");
        switches.set("fanout.backlog=6000");

        assertThatExceptionOfType(RefusedStart.class)
                .isThrownBy(() -> NodeSettings.of(switches))
                .withMessageContainingAll("guild.inflight", "5000", "store.pending", "4096");
    }

    @Test
    void strategies_of_others_are_values_too() {
        var switches = Switches.load(List.of("tree"));

        switches.set("fanout=tree");

        assertThat(switches.text("fanout")).isEqualTo("tree");
        assertThat(switches.describe()).contains("\"tree\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    --prot 80                        | there is no flag "--prot". Did you mean --port?
                    --port eighty                    | --port cannot be "eighty": give a number from 0 to 65535.
                    --port=70000                     | --port cannot be "70000": give a number from 0 to 65535.
                    --data                           | --data needs a value.
                    --demo-users 5 --demo-members 3  | --demo-members cannot be "3": the 5 of --demo-users are members too, so give 5 or more.
                    """)
    void a_bad_flag_is_named_with_what_would_do(String words, String message) {
        assertThatExceptionOfType(RefusedStart.class)
                .isThrownBy(() -> Options.parse(List.of(words.split(" +"))))
                .withMessage(message);
    }

    @Test
    void passive_sessions_and_records_in_redis_do_not_go_together() {
        var switches = Switches.load(List.of());
        switches.set("sessions.passive=on");
        switches.set("gateway.state=redis");

        assertThatExceptionOfType(RefusedStart.class)
                .isThrownBy(() -> NodeSettings.of(switches))
                .withMessageContaining("sessions.passive=on")
                .withMessageContaining("gateway.state=memory");
    }
}
