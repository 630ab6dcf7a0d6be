package dev.muster.lab;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** This program again, as a child process: through the launcher script when there is one. */
public final class MusterProcess {
  private static final String MAIN = "dev.muster.host.Main";

  private MusterProcess() {}

  public static Process start(Path log, List<String> arguments) throws IOException {
    var command = new ArrayList<>(program());
    command.addAll(arguments);
    var builder = new ProcessBuilder(command);
    // The caller's own host is another one: its child knows the host by --data and --url.
    List.of("MUSTER_URL", "MUSTER_DATA", "MUSTER_TOKEN").forEach(builder.environment()::remove);
    return builder
        .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
        .start();
  }

  private static List<String> program() {
    String launcher = System.getProperty("muster.launcher");
    if (launcher != null) {
      return List.of(launcher);
    }
    return List.of(
        java(),
        "-Dmuster.home=" + System.getProperty("muster.home", ""),
        "--enable-native-access=ALL-UNNAMED",
        "-cp",
        System.getProperty("java.class.path"),
        MAIN);
  }

  public static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** Asks the process and what it started to end, and makes them end when they do not. */
  public static void end(ProcessHandle process, long secondsMax) {
    List<ProcessHandle> children = process.descendants().toList();
    process.destroy();
    if (!ended(process, secondsMax)) {
      process.destroyForcibly();
      children.forEach(ProcessHandle::destroyForcibly);
    }
  }

  private static boolean ended(ProcessHandle process, long secondsMax) {
    try {
      process.onExit().get(secondsMax, TimeUnit.SECONDS);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException | TimeoutException e) {
      return false;
    }
  }
}
