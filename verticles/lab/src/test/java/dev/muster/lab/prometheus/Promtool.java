package dev.muster.lab.prometheus;

import dev.muster.lab.Requires;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Prometheus's own checker. */
final class Promtool {
  private static final int SECONDS_MAX = 60;

  private Promtool() {}

  /** Its exit code and all that it printed, lines parted by a bar; {@code input} is its input. */
  static String run(@Nullable Path input, String... arguments) throws Exception {
    var command = new ArrayList<>(List.of(Requires.tool("promtool").toString()));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    if (input != null) {
      builder.redirectInput(input.toFile());
    }
    Process process = builder.start();
    String printed =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    if (!process.waitFor(SECONDS_MAX, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("promtool took more than " + SECONDS_MAX + " s");
    }
    return process.exitValue() + ":" + printed.replace("\n", "|");
  }
}
