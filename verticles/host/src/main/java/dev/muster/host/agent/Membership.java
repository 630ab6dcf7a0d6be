package dev.muster.host.agent;

import dev.muster.host.cli.ApiClient;
import dev.muster.host.cli.ApiFailure;
import dev.muster.host.cli.JsonText;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The runner's place in the fleet: its registration, kept alive by heartbeats, and renewed when the
 * host forgot it.
 */
final class Membership implements AutoCloseable {
  private static final int KIB = 1024;
  private static final Duration DEFAULT_HEARTBEAT = Duration.ofSeconds(5);

  private final ApiClient client;
  private final RunnerOptions options;
  private final BooleanSupplier wanted;
  private final Runnable displaced;
  private final String instance = UUID.randomUUID().toString();
  private final ScheduledExecutorService heartbeats =
      Executors.newSingleThreadScheduledExecutor(
          task -> Thread.ofPlatform().daemon().name("heartbeat").unstarted(task));
  private volatile String id = "";

  /** {@code displaced} runs when another process took the name. */
  Membership(ApiClient client, RunnerOptions options, BooleanSupplier wanted, Runnable displaced) {
    this.client = client;
    this.options = options;
    this.wanted = wanted;
    this.displaced = displaced;
  }

  /** Registers, waiting for a host that is away, and starts the heartbeats. */
  void start() {
    JsonNode answer = register();
    long seconds = answer.path("heartbeat_s").asLong(DEFAULT_HEARTBEAT.toSeconds());
    var _ = heartbeats.scheduleWithFixedDelay(this::heartbeat, 0, seconds, TimeUnit.SECONDS);
  }

  /** The agent id that the host gave. */
  String id() {
    return id;
  }

  /** Registers under the same instance; the host gives a known name its old id. */
  JsonNode register() {
    ObjectNode body =
        JsonText.object()
            .put("name", options.name())
            .put("instance", instance)
            .put("kind", options.kind());
    body.set("capabilities", JsonText.array(options.capabilities()));
    body.set("languages", JsonText.array(options.languages()));
    JsonNode answer = client.retrying(wanted).post("/api/v1/agents", body).body();
    id = answer.path("id").asString();
    return answer;
  }

  private void heartbeat() {
    try {
      client.post("/api/v1/agents/" + id + "/heartbeat", pulse());
    } catch (ApiFailure failure) {
      answerTo(failure);
    }
  }

  private void answerTo(ApiFailure failure) {
    if (failure.status() == 409) {
      displaced.run();
    } else if (failure.status() == 404) {
      try {
        register();
      } catch (ApiFailure again) {
        // The next heartbeat or claim meets the same answer and reports it.
      }
    }
  }

  private ObjectNode pulse() {
    ObjectNode body = JsonText.object().put("instance", instance);
    long free = freeMemoryBytes();
    var system = ManagementFactory.getOperatingSystemMXBean();
    double load = system.getSystemLoadAverage();
    int processors = system.getAvailableProcessors();
    body.put("free_memory_bytes", free < 0 ? null : Long.valueOf(free));
    return body.put("load", load < 0 ? null : Double.valueOf(load / processors));
  }

  /** What the kernel says can be used without swapping, or -1 where it does not say. */
  private static long freeMemoryBytes() {
    try {
      for (String line : Files.readAllLines(Path.of("/proc/meminfo"))) {
        if (line.startsWith("MemAvailable:")) {
          return Long.parseLong(line.replaceAll("[^0-9]", "")) * KIB;
        }
      }
    } catch (IOException e) {
      return -1;
    }
    return -1;
  }

  @Override
  public void close() {
    heartbeats.shutdownNow();
  }
}
