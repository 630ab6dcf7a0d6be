package dev.muster.lab.mcp;

import dev.muster.host.cli.ApiClient;
import dev.muster.host.cli.HostFile;
import dev.muster.lab.Checkout;
import dev.muster.lab.MusterProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A host as a person starts it, on a free port and a data folder of its own. */
public record HostProcess(Process process, String url, String token) implements AutoCloseable {
  private static final Duration READY_WITHIN = Duration.ofSeconds(60);

  public static Path launcher() {
    return Checkout.root().resolve("muster");
  }

  public static HostProcess start(Path data, String... options) throws Exception {
    var command = new ArrayList<>(List.of(launcher().toString(), "up", "--port", "0"));
    command.addAll(List.of("--data", data.toString()));
    command.addAll(List.of(options));
    Path log = Files.createDirectories(data).resolve("host.log");
    var builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().put("MUSTER_BUILT", Checkout.root().toString());
    builder.environment().put("MUSTER_NO_AOT", "1");
    Process process = builder.start();
    long end = System.nanoTime() + READY_WITHIN.toNanos();
    while (System.nanoTime() < end && !process.waitFor(50, TimeUnit.MILLISECONDS)) {
      HostFile file = HostFile.read(data);
      if (file != null && file.process().isPresent()) {
        String token = Files.readString(data.resolve("token")).strip();
        return new HostProcess(process, file.url(), token);
      }
    }
    MusterProcess.end(process.toHandle(), 10);
    throw new AssertionError("no host within " + READY_WITHIN + "\n" + Files.readString(log));
  }

  public ApiClient client() {
    return new ApiClient(url, token);
  }

  @Override
  public void close() {
    MusterProcess.end(process.toHandle(), 20);
  }
}
