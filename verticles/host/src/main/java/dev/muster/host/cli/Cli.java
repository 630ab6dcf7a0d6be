package dev.muster.host.cli;

import java.io.Console;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.ParameterException;

/**
 * The command {@code muster}: parses the arguments, runs the command, and turns every end into an
 * exit code and at most one line of text, never a stack trace.
 */
public final class Cli {
  private final CommandLine line;

  public Cli(HostLauncher launcher) {
    this(launcher, null, null);
  }

  Cli(HostLauncher launcher, @Nullable PrintWriter out, @Nullable PrintWriter error) {
    line = new CommandLine(new RootCommand());
    builtIn(launcher).forEach(line::addSubcommand);
    ServiceLoader.load(Command.class).forEach(line::addSubcommand);
    // "@file" is the text of a task here, not a file of arguments.
    line.setExpandAtFiles(false);
    // A forgotten value must not swallow the next option.
    line.setUnmatchedOptionsAllowedAsOptionParameters(false);
    line.setColorScheme(Help.defaultColorScheme(colours() ? Help.Ansi.ON : Help.Ansi.OFF));
    if (out != null) {
      line.setOut(out);
    }
    if (error != null) {
      line.setErr(error);
    }
    line.setParameterExceptionHandler(this::wrongUsage);
    line.setExecutionExceptionHandler((e, failed, parsed) -> failed(e, failed));
  }

  private static List<Object> builtIn(HostLauncher launcher) {
    return List.of(
        new UpCommand(launcher),
        new DownCommand(),
        new StatusCommand(),
        new FiguresCommand(),
        new OpenCommand(),
        new TaskCommand(),
        new LeaseCommand(),
        new DeclareCommand(),
        new DoneCommand(),
        new ForgetCommand(),
        new DoctorCommand());
  }

  /** Runs one command and returns its exit code. */
  public int run(String... arguments) {
    return line.execute(arguments);
  }

  static boolean colours() {
    return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent()
        && System.getenv("NO_COLOR") == null;
  }

  private int wrongUsage(ParameterException e, String[] arguments) {
    CommandLine command = e.getCommandLine();
    String message = Screen.clean(String.valueOf(e.getMessage()));
    if (List.of(arguments).contains("--json")) {
      print(command, ExitCode.USAGE, ExitCode.name(ExitCode.USAGE), message);
    }
    command.getErr().println(message);
    command.usage(command.getErr());
    command.getErr().flush();
    return ExitCode.USAGE;
  }

  private static int failed(Exception e, CommandLine command) {
    return switch (e) {
      case Refusal refusal -> {
        int exitCode = refusal.exitCode();
        yield say(command, exitCode, ExitCode.name(exitCode), refusal.reason());
      }
      case ApiFailure failure -> say(command, failure.exitCode(), failure.code(), failure.reason());
      default -> say(command, ExitCode.INTERNAL, "INTERNAL", "internal error: " + e);
    };
  }

  private static int say(CommandLine command, int exitCode, String code, String message) {
    var parsed = command.getParseResult();
    if (parsed != null && parsed.hasMatchedOption("--json")) {
      print(command, exitCode, code, message);
    } else {
      command.getErr().println("muster: " + Screen.clean(message));
      command.getErr().flush();
    }
    return exitCode;
  }

  private static void print(CommandLine command, int exitCode, String code, String message) {
    var document = JsonText.object();
    document
        .putObject("error")
        .put("code", code)
        .put("message", message)
        .put("exit_code", exitCode);
    command.getOut().println(JsonText.write(document));
    command.getOut().flush();
  }
}
