package dev.muster.host.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code muster down}: ends the host of a data folder in good order. */
@Command(name = "down", description = "End the host.", mixinStandardHelpOptions = true)
final class DownCommand implements Callable<Integer> {
  /** A host drains for up to 20 s. */
  private static final Duration END_WITHIN = Duration.ofSeconds(25);

  @Mixin private final GlobalOptions global = new GlobalOptions();

  @Override
  public Integer call() throws InterruptedException, ExecutionException {
    Path data = global.data();
    HostFile file = HostFile.read(data);
    ProcessHandle host = file == null ? null : file.process().orElse(null);
    if (host == null) {
      say(false, "no host runs on " + data);
      return ExitCode.OK;
    }
    host.destroy();
    try {
      host.onExit().get(END_WITHIN.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new Refusal(
          ExitCode.TIMEOUT,
          "the host, pid " + host.pid() + ", still runs after " + END_WITHIN.toSeconds() + " s");
    }
    say(true, "the host on " + data + " has ended");
    return ExitCode.OK;
  }

  private void say(boolean ended, String text) {
    var document = JsonText.object().put("ended", ended).put("message", text);
    global.screen().show(document, List.of(text));
  }
}
