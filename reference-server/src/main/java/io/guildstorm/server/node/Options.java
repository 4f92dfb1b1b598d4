package io.guildstorm.server.node;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The command line of a server.
/// @param port 0: any that is free
/// @param adminPort where the admin API is instead of on `port`; empty: it is there
/// @param tls null: what is said can be read on its way
/// @param adminTokenFile holds the admin token, or is to; empty: kept in the data folder
/// @param demo null: no demo guild
/// @param settings each `switch=value`
/// @param describe print the switches and end
record Options(
        String host,
        int port,
        Path data,
        @Nullable TlsOptions tls,
        Optional<Integer> adminPort,
        Optional<Path> adminTokenFile,
        @Nullable DemoOptions demo,
        boolean allowFaults,
        List<String> settings,
        boolean describe) {

    static final int PORT = 8_080;

    private static final int USERS = 20;
    private static final int MEMBERS_MAX = 1_000_000;
    private static final int PORT_MAX = 65_535;
    private static final List<String> FLAGS = List.of(
            "--host",
            "--port",
            "--data",
            "--tls-cert",
            "--tls-key",
            "--admin-port",
            "--admin-token-file",
            "--demo",
            "--demo-members",
            "--demo-users",
            "--demo-file",
            "--allow-faults",
            "--set",
            "--describe");

    /// @param certificate with those that vouch for it, in PEM form
    /// @param key of the certificate, PKCS#8 in PEM form
    record TlsOptions(Path certificate, Path key) {}

    /// @param users who get tokens, 1 and above
    /// @param members of the demo guild, the users included
    /// @param file where else `demo.json` is written; empty: in the data folder only
    record DemoOptions(int users, int members, Optional<Path> file) {}

    /// @throws RefusedStart a flag or value that there is not
    static Options parse(List<String> words) {
        return new Parser(words).parse();
    }

    private static final class Parser {
        private final Deque<String> words;
        private final List<String> settings = new ArrayList<>();
        private String host = "127.0.0.1";
        private int port = PORT;
        private Path data = Path.of("guildstorm-data");
        private Optional<Path> tlsCertificate = Optional.empty();
        private Optional<Path> tlsKey = Optional.empty();
        private Optional<Integer> adminPort = Optional.empty();
        private Optional<Path> adminTokenFile = Optional.empty();
        private boolean demo;
        private Optional<Integer> users = Optional.empty();
        private Optional<Integer> members = Optional.empty();
        private Optional<Path> demoFile = Optional.empty();
        private boolean allowFaults;
        private boolean describe;

        private Parser(List<String> words) {
            this.words = new ArrayDeque<>(words);
        }

        private Options parse() {
            while (!words.isEmpty()) {
                String word = words.remove();
                int equals = word.startsWith("--") ? word.indexOf('=') : -1;
                if (equals > 0) {
                    words.addFirst(word.substring(equals + 1));
                    word = word.substring(0, equals);
                }
                flag(word);
            }
            return new Options(
                    host,
                    port,
                    data,
                    tlsOptions(),
                    adminPort,
                    adminTokenFile,
                    demoOptions(),
                    allowFaults,
                    List.copyOf(settings),
                    describe);
        }

        private void flag(String flag) {
            switch (flag) {
                case "--host" -> host = value(flag);
                case "--port" -> port = number(flag, 0, PORT_MAX);
                case "--data" -> data = path(flag);
                case "--tls-cert" -> tlsCertificate = Optional.of(path(flag));
                case "--tls-key" -> tlsKey = Optional.of(path(flag));
                case "--admin-port" -> adminPort = Optional.of(number(flag, 0, PORT_MAX));
                case "--admin-token-file" -> adminTokenFile = Optional.of(path(flag));
                case "--demo" -> demo = true;
                case "--demo-members" -> members = Optional.of(number(flag, 1, MEMBERS_MAX));
                case "--demo-users" -> users = Optional.of(number(flag, 1, MEMBERS_MAX));
                case "--demo-file" -> demoFile = Optional.of(path(flag));
                case "--allow-faults" -> allowFaults = true;
                case "--set" -> settings.add(value(flag));
                case "--describe" -> describe = true;
                default ->
                    throw RefusedStart.input("there is no flag \"" + flag + "\"." + Words.didYouMean(flag, FLAGS));
            }
        }

        private @Nullable TlsOptions tlsOptions() {
            if (tlsCertificate.isPresent() != tlsKey.isPresent()) {
                String given = tlsKey.isPresent() ? "--tls-key" : "--tls-cert";
                String missing = tlsKey.isPresent() ? "--tls-cert" : "--tls-key";
                throw RefusedStart.input(given + " needs " + missing + " beside it: a certificate and its key.");
            }
            return tlsCertificate.isPresent() ? new TlsOptions(tlsCertificate.get(), tlsKey.orElseThrow()) : null;
        }

        private @Nullable DemoOptions demoOptions() {
            if (!demo && users.isEmpty() && members.isEmpty() && demoFile.isEmpty()) {
                return null;
            }
            int withTokens = users.orElse(Math.min(USERS, members.orElse(USERS)));
            int all = members.orElse(withTokens);
            if (all < withTokens) {
                throw RefusedStart.input("--demo-members cannot be \"" + all + "\": the " + withTokens
                        + " of --demo-users are members too, so give " + withTokens + " or more.");
            }
            return new DemoOptions(withTokens, all, demoFile);
        }

        private String value(String flag) {
            var value = words.poll();
            if (value == null) {
                throw RefusedStart.input(flag + " needs a value.");
            }
            return value;
        }

        private int number(String flag, int min, int max) {
            String value = value(flag);
            int number = value.matches("\\d{1,9}") ? Integer.parseInt(value) : -1;
            if (number < min || number > max) {
                throw RefusedStart.input(
                        flag + " cannot be \"" + value + "\": give a number from " + min + " to " + max + ".");
            }
            return number;
        }

        private Path path(String flag) {
            String value = value(flag);
            try {
                return Path.of(value);
            } catch (InvalidPathException _) {
                throw RefusedStart.input(flag + " cannot be \"" + value + "\": that is no path.");
            }
        }
    }
}
