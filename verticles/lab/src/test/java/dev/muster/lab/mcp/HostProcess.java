package dev.muster.lab.mcp;

import dev.muster.host.cli.ApiClient;
import dev.muster.host.cli.ApiFailure;
import dev.muster.host.cli.JsonText;
import dev.muster.lab.Checkout;
import dev.muster.lab.MusterProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

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
      if (Files.exists(data.resolve("host.json"))) {
        HostProcess host = ready(process, data);
        if (host != null) {
          return host;
        }
      }
    }
    MusterProcess.end(process.toHandle(), 10);
    throw new AssertionError("no host within " + READY_WITHIN + "\n" + Files.readString(log));
  }

  private static @Nullable HostProcess ready(Process process, Path data) throws IOException {
    String url = JsonText.read(Files.readString(data.resolve("host.json"))).path("url").asString();
    String token = Files.readString(data.resolve("token")).strip();
    try {
      new ApiClient(url, token).get("/readyz");
      return new HostProcess(process, url, token);
    } catch (ApiFailure notYet) {
      return null;
    }
  }

  public ApiClient client() {
    return new ApiClient(url, token);
  }

  @Override
  public void close() {
    MusterProcess.end(process.toHandle(), 20);
  }
}
