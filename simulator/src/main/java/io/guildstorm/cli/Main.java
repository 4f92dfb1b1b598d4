package io.guildstorm.cli;

import io.guildstorm.reports.target.ExitStatus;
import io.guildstorm.scenarios.run.exit.EnvironmentException;
import io.guildstorm.scenarios.run.exit.NearestWord;
import io.guildstorm.scenarios.run.exit.UsageException;
import java.io.PrintWriter;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// `guildstorm`. Every failure is one message that says what, and what would do; nobody is shown a stack trace.
@Command(
        name = "guildstorm",
        description = "A chat server to break, the storms that break it, and the evidence of what gave way.",
        subcommands = {
            RunCommand.class,
            ServeCommand.class,
            TortureCommand.class,
            BenchCommand.class,
            ListCommand.class,
            ReportCommand.class,
            DoctorCommand.class,
            CompletionCommand.class
        },
        versionProvider = Version.class,
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Exit codes: 0 targets met · 1 a target missed, an audit not clean, the server died ·",
            "            2 bad usage · 3 this machine could not judge · 130 interrupted"
        })
public final class Main implements Runnable {
    @CommandLine.Spec
    private CommandSpec spec = CommandSpec.create();

    /// @param words as typed
    public static void main(String[] words) {
        int code = commandLine().execute(words);
        System.out.flush();
        System.exit(code);
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main())
                .setUsageHelpAutoWidth(false)
                .setUsageHelpWidth(90)
                .setCaseInsensitiveEnumValuesAllowed(false)
                .setParameterExceptionHandler(Main::refuse)
                .setExecutionExceptionHandler(Main::explain);
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    private static int refuse(ParameterException refused, String[] words) {
        CommandLine command = refused.getCommandLine();
        say(command, message(refused, command));
        return ExitStatus.BAD_INPUT.code();
    }

    private static String message(ParameterException refused, CommandLine command) {
        if (refused instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty())
            return unmatched(unmatched.getUnmatched().getFirst(), command);
        if (refused.getCause() instanceof UsageException said) return String.valueOf(said.getMessage());
        if (refused.getCause() != null && refused.getArgSpec() instanceof OptionSpec flag)
            return "%s cannot be \"%s\": %s."
                    .formatted(flag.longestName(), refused.getValue(), advice(flag.type(), refused.getCause()));
        if (refused instanceof MissingParameterException missing
                && !missing.getMissing().isEmpty())
            return missing(missing.getMissing().getFirst());
        String text = String.valueOf(refused.getMessage()).replace("'", "\"");
        return text.endsWith(".") ? text : text + ".";
    }

    /// What would do instead: our own converters say it, those of numbers say only that it is none.
    private static String advice(Class<?> type, Throwable form) {
        if (type == Integer.class || type == int.class) return "give a whole number, at most " + Integer.MAX_VALUE;
        if (type == Long.class || type == long.class) return "give a whole number";
        if (type == Double.class || type == double.class) return "give a number, for example 2.5";
        if (type == URI.class) return "give http://HOST:PORT";
        return String.valueOf(form.getMessage());
    }

    private static String missing(ArgSpec missing) {
        String meaning = missing.description()[0] + ".";
        if (missing instanceof OptionSpec flag)
            return "%s needs a value, %s: %s".formatted(flag.longestName(), missing.paramLabel(), meaning);
        return missing.paramLabel() + " is missing: " + meaning;
    }

    private static String unmatched(String word, CommandLine command) {
        String help = "see " + command.getCommandSpec().qualifiedName() + " --help.";
        if (word.startsWith("-")) {
            String flag = word.contains("=") ? word.substring(0, word.indexOf('=')) : word;
            return "there is no flag " + flag + ": " + help + NearestWord.suggestion(flag, flags(command));
        }
        return "there is no command \"" + word + "\": " + help
                + NearestWord.suggestion(word, command.getSubcommands().keySet());
    }

    private static List<String> flags(CommandLine command) {
        List<String> flags = new ArrayList<>();
        command.getCommandSpec().options().stream()
                .filter(option -> !option.hidden())
                .forEach(option -> flags.addAll(List.of(option.names())));
        return flags;
    }

    private static int explain(Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
        if (failure instanceof UsageException) {
            say(command, String.valueOf(failure.getMessage()));
            return ExitStatus.BAD_INPUT.code();
        }
        boolean expected = failure instanceof EnvironmentException || failure instanceof java.io.IOException;
        String what = String.valueOf(failure.getMessage());
        say(command, expected ? what : "this should not happen: " + failure + origin(failure));
        return ExitStatus.CANNOT_JUDGE.code();
    }

    /// Where a failure of our own comes from, as one line for a bug report.
    private static String origin(Exception failure) {
        for (StackTraceElement frame : failure.getStackTrace())
            if (frame.getClassName().startsWith("io.guildstorm")) return " (at " + frame + ")";
        return "";
    }

    private static void say(CommandLine command, String message) {
        PrintWriter err = command.getErr();
        err.println("guildstorm: " + message);
        err.flush();
    }

    /// `switch=value` words, the last of a name counts.
    /// @throws UsageException for a word of another form
    static Map<String, String> settings(List<String> words) {
        Map<String, String> settings = new TreeMap<>();
        for (String word : words) {
            int equals = word.indexOf('=');
            if (equals < 1)
                throw new UsageException(
                        "--set takes switch=value, not \"" + word + "\": for example --set fanout=direct.");
            settings.put(word.substring(0, equals), word.substring(equals + 1));
        }
        return settings;
    }
}
