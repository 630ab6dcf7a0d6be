package dev.muster.host.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import tools.jackson.databind.JsonNode;

/** One run of the command line in this process, with what it printed. */
public record CliRun(int exitCode, String out, String error) {
  public static CliRun of(String... arguments) {
    var out = new StringWriter();
    var error = new StringWriter();
    HostLauncher none =
        options -> {
          throw new Refusal(ExitCode.CONFIG, "no host in this test");
        };
    int exitCode = new Cli(none, new PrintWriter(out), new PrintWriter(error)).run(arguments);
    return new CliRun(exitCode, out.toString(), error.toString());
  }

  public JsonNode json() {
    return JsonText.read(out);
  }

  /** Everything that a reader of a failed test wants to see. */
  public String told() {
    return "exit code " + exitCode + "\n" + out + error;
  }
}
