package io.guildstorm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/// Wording is design: whole messages are compared.
@DisplayNameGeneration(ReplaceUnderscores.class)
class CommandLineTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void an_unknown_scenario_is_told_with_the_nearest() {
        refused(
                "there is no scenario \"hot-chanel\": choose hot-channel, guild-15m, presence-storm, guild-sizes, relay-sizes, mention-everyone, crash-mid-send, permission-revoke, slow-consumers, identify-storm, reconnect-storm, flooding-sender, typing-storm, presence-savings, presence-visible or presence-phone. Did you mean hot-channel?",
                "run",
                "hot-chanel");
    }

    @Test
    void an_unknown_flag_is_told_with_the_nearest() {
        refused(
                "there is no flag --sesions: see guildstorm run --help. Did you mean --sessions?",
                "run",
                "hot-channel",
                "--sesions",
                "5");
    }

    @Test
    void an_unknown_command_is_told_with_the_nearest() {
        refused("there is no command \"rnu\": see guildstorm --help. Did you mean run?", "rnu");
    }

    @Test
    void a_number_that_is_none_is_told() {
        refused(
                "--sessions cannot be \"many\": give a whole number, at most 2147483647.",
                "run",
                "hot-channel",
                "--sessions",
                "many");
    }

    @Test
    void a_number_below_the_least_is_told() {
        refused("--sessions cannot be \"0\": give 1 or more sessions.", "run", "hot-channel", "--sessions", "0");
    }

    @Test
    void a_duration_without_a_unit_is_told_with_the_units() {
        refused(
                "--duration cannot be \"30\": give a whole number and a unit, ms, s, m or h, for example 30s.",
                "run",
                "hot-channel",
                "--duration",
                "30");
    }

    @Test
    void a_duration_with_a_unit_that_is_none_is_told_with_the_units() {
        refused(
                "--warmup cannot be \"10x\": give a whole number and a unit, ms, s, m or h, for example 30s.",
                "run",
                "hot-channel",
                "--warmup",
                "10x");
    }

    @Test
    void a_rate_that_is_no_number_is_told() {
        refused("--rate cannot be \"x\": give a number, for example 2.5.", "run", "hot-channel", "--rate", "x");
    }

    @Test
    void a_seed_that_is_no_number_is_told() {
        refused("--seed cannot be \"x\": give a whole number.", "run", "hot-channel", "--seed", "x");
    }

    @Test
    void a_burst_of_another_form_is_told() {
        refused(
                "--burst cannot be \"3\": give none or N/DURATION, for example 10/5s.",
                "run",
                "hot-channel",
                "--burst",
                "3");
    }

    @Test
    void an_address_that_is_none_is_told() {
        refused(
                "--server cannot be \"http://[\": give http://HOST:PORT.",
                "run",
                "hot-channel",
                "--server",
                "http://[",
                "--token",
                "t");
    }

    @Test
    void a_flag_without_its_value_is_told_with_its_meaning() {
        refused(
                "--duration needs a value, D: of the judged part, for example 30s.",
                "run",
                "hot-channel",
                "--duration");
    }

    @Test
    void a_report_of_nothing_is_told() {
        refused("DIR is missing: folder of a run, for example runs/latest.", "report");
    }

    @Test
    void a_setting_without_a_value_is_told() {
        refused(
                "--set takes switch=value, not \"fanout\": for example --set fanout=direct.",
                "run",
                "hot-channel",
                "--set",
                "fanout");
    }

    @Test
    void a_server_elsewhere_needs_its_token() {
        refused(
                "--server needs --token: its admin token, which it keeps in its data folder.",
                "run",
                "hot-channel",
                "--server",
                "http://127.0.0.1:8080");
    }

    @Test
    void a_server_elsewhere_is_an_address_with_a_port() {
        refused(
                "--server cannot be \"localhost\": give http://HOST:PORT.",
                "run",
                "hot-channel",
                "--server",
                "localhost",
                "--token",
                "t");
    }

    @Test
    void a_jar_that_is_not_there_is_told() {
        refused("--jar cannot be \"none.jar\": there is no such file.", "run", "hot-channel", "--jar", "none.jar");
    }

    @Test
    void without_a_scenario_what_only_one_of_the_storms_knows_is_refused_before_any_starts() {
        refused(
                "--online is guild-15m's, mention-everyone's and presence-storm's, --members the former two's: leave them out with hot-channel, whose"
                        + " sessions --sessions counts.",
                "run",
                "--online",
                "1000");
    }

    @Test
    void a_scenario_with_two_sides_says_what_it_needs() {
        refused(
                "--sessions cannot be \"20\": the channel is taken from some of them, give 50 or more.",
                "run",
                "permission-revoke",
                "--sessions",
                "20");
        refused(
                "--sessions cannot be \"20\": a fifth of them stops reading, give 50 or more.",
                "run",
                "slow-consumers",
                "--sessions",
                "20");
        refused(
                "--duration cannot be \"5s\": the server waits 10 s for a slow reader, give 12s or more.",
                "run",
                "slow-consumers",
                "--duration",
                "5s");
        refused(
                "--rate cannot be \"200.0\": then 1000 senders would come near the limits that they are not to meet; give at most 133.",
                "run",
                "flooding-sender",
                "--rate",
                "200");
        refused(
                "--sessions cannot be \"20\": some of them type, and some may not see the channel, give 50 or more.",
                "run",
                "typing-storm",
                "--sessions",
                "20");
        refused(
                "access.route-limit cannot be \"off\": typing-storm plays two sides with it and one without; give N/DURATION, such as 50/5s.",
                "run",
                "typing-storm",
                "--set",
                "access.route-limit=off");
        refused(
                "--online cannot be \"2000\": the guild has 1000 members, each online once at most; give fewer, or more --members.",
                "run",
                "guild-15m",
                "--members",
                "1000",
                "--online",
                "2000");
        refused(
                "--online cannot be \"100\": 300 sessions have sockets (--sessions) and are among them.",
                "run",
                "guild-15m",
                "--online",
                "100");
        refused(
                "--members cannot be \"30000000\": give at most 20000000.",
                "run",
                "guild-15m",
                "--members",
                "30000000");
        refused(
                "--online is guild-15m's, mention-everyone's and presence-storm's, --members the former two's: leave them out with hot-channel, whose sessions --sessions counts.",
                "run",
                "hot-channel",
                "--online",
                "100");
        refused(
                "relay.size cannot be set: relay-sizes goes through its values.",
                "run",
                "relay-sizes",
                "--set",
                "relay.size=500");
        refused(
                "--rate and --burst cannot be given: guild-sizes has a rate of its own for each round.",
                "run",
                "guild-sizes",
                "--rate",
                "5");
        refused("--storm cannot be \"50\": give 100 sessions or more.", "run", "identify-storm", "--storm", "50");
        refused(
                "--duration cannot be given with identify-storm: a round lasts as long as its storm and 5 s before and after it; give --storm.",
                "run",
                "identify-storm",
                "--duration",
                "30s");
        refused(
                "--sessions cannot be \"20\": give 50 users or more, so that there are some of each kind.",
                "run",
                "presence-storm",
                "--sessions",
                "20");
        refused(
                "--rate cannot be given with presence-storm, which has no messages: a round is as long as its storm. Leave it out; --sessions gives the users.",
                "run",
                "presence-storm",
                "--rate",
                "5");
        refused(
                "--online cannot be \"2000000\": give at most 1000000.",
                "run",
                "presence-storm",
                "--online",
                "2000000");
        refused(
                "a client cannot show 5,000 of 300 users with sockets, itself among them: give a smaller --visible or more --sessions.",
                "run",
                "presence-visible",
                "--visible",
                "50,5000",
                "--sessions",
                "300");
        refused(
                "--visible is presence-visible's: leave it out with hot-channel.",
                "run",
                "hot-channel",
                "--visible",
                "50");
        refused(
                "presence.visible cannot be set: presence-visible goes through its values. Give --visible.",
                "run",
                "presence-visible",
                "--set",
                "presence.visible=50");
        refused("--visible cannot be \"0\": give 1 or more users.", "run", "presence-visible", "--visible", "0");
        refused(
                "--sessions cannot be \"150\": give 200 users or more, of whom 100 have a phone.",
                "run",
                "presence-phone",
                "--sessions",
                "150");
        refused(
                "--changes cannot be \"90.0\": give changes of status an hour, above 0, at most 60.",
                "run",
                "presence-phone",
                "--changes",
                "90");
        refused(
                "--changes is presence-phone's: leave it out with presence-storm.",
                "run",
                "presence-storm",
                "--changes",
                "2");
        for (String[] flag : new String[][] {{"--storm", "500"}, {"--over", "10s"}})
            refused(
                    "--storm is identify-storm's and reconnect-storm's, --over the latter's: leave them out with hot-channel.",
                    "run",
                    "hot-channel",
                    flag[0],
                    flag[1]);
        refused(
                "--over is reconnect-storm's: leave it out with identify-storm.",
                "run",
                "identify-storm",
                "--over",
                "10s");
        for (String scenario : new String[] {
            "permission-revoke",
            "slow-consumers",
            "identify-storm",
            "presence-storm",
            "presence-savings",
            "presence-visible",
            "presence-phone",
            "reconnect-storm",
            "flooding-sender",
            "typing-storm",
            "guild-15m",
            "guild-sizes",
            "relay-sizes",
            "mention-everyone"
        })
            refused(
                    scenario + " starts servers of its own: it cannot be run with --server",
                    "run",
                    scenario,
                    "--server",
                    "http://127.0.0.1:1",
                    "--token",
                    "t");
    }

    @Test
    void a_torture_that_cannot_be_is_refused() {
        refused(
                "--faults cannot be \"stop,kil\": give none, or some of kill, stop, freeze, cut, access with commas between them.",
                "torture",
                "--faults",
                "stop,kil");
        refused("--clients cannot be \"0\": give 1 to 200 clients.", "torture", "--clients", "0");
        refused("--duration cannot be \"900 ms\": give 1s or more.", "torture", "--duration", "900ms");
        refused(
                "there is no switch \"fan-out\": see guildstorm list switches. Did you mean fanout?",
                "torture",
                "--set",
                "fan-out=direct");
    }

    @Test
    void a_pattern_that_is_none_is_told_before_anything_starts() {
        refused(
                "PATTERN cannot be \"Hot[\": unclosed character class at character 4. Give a regular expression, for example HotChannel.",
                "bench",
                "Hot[");
    }

    @Test
    void every_command_has_help_and_none_shows_what_is_not_built() {
        for (String command :
                new String[] {"run", "serve", "list", "report", "torture", "bench", "doctor", "completion"}) {
            assertThat(execute(command, "--help")).isZero();
            assertThat(out.toString()).contains("Usage: guildstorm " + command);
        }
        assertThat(execute("--help")).isZero();
        assertThat(out.toString()).doesNotContain("compare", "gate", "capacity", "trap", "--print-command");
    }

    @Test
    void scenarios_are_listed_with_question_and_rules() {
        assertThat(execute("list", "scenarios")).isZero();
        String listed = out.toString();

        assertThat(listed)
                .contains("hot-channel        Does one busy channel reach everybody in time?")
                .contains("guild-15m          Does one message reach a million sessions")
                .contains(
                        "presence-storm     How many events does a presence storm take, and is anybody wrong after it?")
                .contains("guild-sizes        From which size on does a guild need relays?")
                .contains("relay-sizes        How many sessions should one relay serve?")
                .contains("mention-everyone   Does @everyone in a guild of 15 million stall the guild?")
                .contains("crash-mid-send     Does an acknowledged message survive kill -9?")
                .contains("permission-revoke  Does anybody see a channel after it was taken from them?")
                .contains("slow-consumers     What do readers who stop reading cost the others?")
                .contains("identify-storm     Do thousands who sign in at once stall those already there?")
                .contains("reconnect-storm    When thousands lose their connections, how soon is everybody back?")
                .contains("flooding-sender    What does one member who floods a channel cost all others?")
                .contains("typing-storm       What does it cost the messages of a channel that many type at once?")
                .contains(
                        "presence-savings   What does each optimisation of presence save, alone and on top of the others?")
                .contains("presence-visible   How does what presence costs grow with the users that a client shows?")
                .contains(
                        "presence-phone     How often does presence wake a phone whose screen is off, under each policy?");
        assertThat(execute("list")).isZero();
        assertThat(out.toString()).startsWith(listed);
    }

    @Test
    void targets_are_listed_with_their_limits() {
        execute("list", "targets");

        assertThat(out.toString())
                .startsWith("discord    latency.delivery.p99_ms below 100   (guide: message delivery target)\n");
    }

    @Test
    void the_completion_script_completes_commands_and_flags() {
        assertThat(execute("completion")).isZero();

        assertThat(out.toString()).contains("_complete_guildstorm", "--sessions", "doctor");
    }

    @Test
    void the_doctor_speaks_to_people_and_programs() {
        assertThat(execute("doctor")).isZero();
        assertThat(out.toString()).contains("descriptors", "cores", "clock");

        assertThat(execute("doctor", "--json")).isZero();
        assertThat(out.toString()).contains("\"what\" : \"descriptors\"");
    }

    @Test
    void a_report_of_no_folder_is_refused() {
        refused("there is no folder nowhere: name that of a run.", "report", "nowhere");
    }

    @Test
    void the_version_names_the_commit() {
        assertThat(execute("--version")).isZero();
        assertThat(out.toString()).startsWith("guildstorm 0.1.0");
    }

    private void refused(String message, String... words) {
        int code = execute(words);

        assertThat(err.toString()).isEqualTo("guildstorm: " + message + System.lineSeparator());
        assertThat(code).isEqualTo(2);
    }

    private int execute(String... words) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        CommandLine command = Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        int code = command.execute(words);
        assertThat(err.toString()).doesNotContain("\tat ");
        return code;
    }
}
