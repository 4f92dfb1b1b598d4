package io.guildstorm.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;

@AnalyzeClasses(
        packages = "io.guildstorm",
        importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.OurOwn.class})
class ArchitectureTest {
    /// The server's packages from the bottom up: each may call those before it, none after it.
    private static final List<String> SERVER_BOTTOM_UP = List.of(
            "model",
            "wire",
            "ring",
            "meter",
            "store",
            "state",
            "fanout",
            "memberlist",
            "guild",
            "presence",
            "access",
            "api",
            "slack",
            "gateway",
            "extension",
            "cluster",
            "node");

    /// Where clocks and randomness come from; all other code is given them.
    private static final String[] COMPOSITION_ROOTS = {
        "io.guildstorm.server.node..",
        "io.guildstorm.scenarios.run..",
        "io.guildstorm.scenarios.swarm..",
        "io.guildstorm.scenarios.floor..",
        "io.guildstorm.scenarios.gatling..",
        "io.guildstorm.simulator.torture.drive..",
        "io.guildstorm.simulator.torture.plan..",
        "io.guildstorm.cli.."
    };

    @ArchTest
    static final ArchRule the_server_depends_on_no_other_module = noClasses()
            .that()
            .resideInAPackage("io.guildstorm.server..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.guildstorm.reports..",
                    "io.guildstorm.scenarios..",
                    "io.guildstorm.simulator..",
                    "io.guildstorm.interview..",
                    "io.guildstorm.cli..");

    @ArchTest
    static final ArchRule reports_depend_on_no_other_module = noClasses()
            .that()
            .resideInAPackage("io.guildstorm.reports..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.guildstorm.server..",
                    "io.guildstorm.scenarios..",
                    "io.guildstorm.simulator..",
                    "io.guildstorm.interview..",
                    "io.guildstorm.cli..");

    @ArchTest
    static final ArchRule scenarios_and_the_command_line_speak_to_the_server_by_protocol_only = noClasses()
            .that()
            .resideInAnyPackage("io.guildstorm.scenarios..", "io.guildstorm.simulator..", "io.guildstorm.cli..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.guildstorm.server..");

    @ArchTest
    static final ArchRule pekko_stays_where_placement_is = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "io.guildstorm.server.guild..",
                    "io.guildstorm.server.presence..",
                    "io.guildstorm.server.cluster..",
                    "io.guildstorm.server.node..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.pekko..");

    @ArchTest
    static final ArchRule netty_stays_where_sockets_are = noClasses()
            .that()
            .resideInAPackage("io.guildstorm.server..")
            .and()
            .resideOutsideOfPackages(
                    "io.guildstorm.server.wire..",
                    "io.guildstorm.server.api..",
                    "io.guildstorm.server.gateway..",
                    "io.guildstorm.server.slack..",
                    "io.guildstorm.server.cluster..",
                    "io.guildstorm.server.node..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.netty..");

    @ArchTest
    static final ArchRule redis_stays_where_state_is_kept = noClasses()
            .that()
            .resideOutsideOfPackage("io.guildstorm.server.state..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.lettuce..");

    @ArchTest
    static final ArchRule time_is_passed_in = noClasses()
            .that()
            .resideOutsideOfPackages(COMPOSITION_ROOTS)
            .should()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Instant.class, "now")
            .as(
                    "System.nanoTime, currentTimeMillis and Instant.now only in composition roots: others are given a ticker");

    @ArchTest
    static final ArchRule randomness_is_seeded = noClasses()
            .that()
            .resideOutsideOfPackages(COMPOSITION_ROOTS)
            .should()
            .callConstructor(Random.class)
            .orShould()
            .callMethod(Math.class, "random")
            .orShould()
            .callMethod(ThreadLocalRandom.class, "current");

    /// How long a comparison takes may not tell how much of a guess was right.
    @ArchTest
    static final ArchRule secrets_are_compared_in_constant_time = noClasses()
            .that()
            .haveNameMatching("io\\.guildstorm\\.server\\.access\\.(Tokens|AdminToken)")
            .should()
            .callMethod(String.class, "equals", Object.class)
            .orShould()
            .callMethod(String.class, "contentEquals", CharSequence.class)
            .orShould()
            .callMethod(String.class, "compareTo", String.class)
            .orShould()
            .callMethod(Arrays.class, "equals", byte[].class, byte[].class)
            .orShould()
            .callMethod(Arrays.class, "compare", byte[].class, byte[].class)
            .as("tokens are compared by MessageDigest.isEqual alone");

    @ArchTest
    static final ArchRule packages_have_no_cycles =
            slices().matching("io.guildstorm.(*).(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule names_say_what_a_thing_is = noClasses()
            .that()
            .resideInAPackage("io.guildstorm..")
            .should()
            .haveNameMatching(".*(Utils?|Manager|Helper|Impl|Common)(\\$.*)?");

    @ArchTest
    static final ArchRule every_package_says_what_it_is_for = classes()
            .that()
            .resideInAPackage("io.guildstorm..")
            .and()
            .resideOutsideOfPackage("..jmh_generated..")
            .should(be(inAPackageWithNullMarked()))
            .as("every package has a package-info.java with @NullMarked");

    @ArchTest
    static void a_server_package_calls_only_those_below_it(JavaClasses classes) {
        for (int upper = 0; upper < SERVER_BOTTOM_UP.size(); upper++) {
            var above = SERVER_BOTTOM_UP.subList(upper + 1, SERVER_BOTTOM_UP.size()).stream()
                    .map(name -> "io.guildstorm.server." + name + "..")
                    .toArray(String[]::new);
            if (above.length > 0) {
                noClasses()
                        .that()
                        .resideInAPackage("io.guildstorm.server." + SERVER_BOTTOM_UP.get(upper) + "..")
                        .should()
                        .dependOnClassesThat(resideInAnyPackage(above))
                        .allowEmptyShould(true)
                        .check(classes);
            }
        }
    }

    private static DescribedPredicate<JavaClass> inAPackageWithNullMarked() {
        return DescribedPredicate.describe(
                "in a package that is @NullMarked",
                type -> type.getPackage().isAnnotatedWith("org.jspecify.annotations.NullMarked"));
    }

    /// What JMH generates keeps its own rules.
    static final class OurOwn implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("jmh_generated");
        }
    }
}
