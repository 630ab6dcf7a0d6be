package dev.muster.host.cli;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/** An {@link ApiClient} that waits for a host that is away; made by {@link ApiClient#retrying}. */
public final class RetryingClient {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
  private static final Duration STEP = Duration.ofMillis(100);

  private final ApiClient client;
  private final BooleanSupplier wanted;

  RetryingClient(ApiClient client, BooleanSupplier wanted) {
    this.client = client;
    this.wanted = wanted;
  }

  public ApiAnswer get(String path) {
    return untilAnswered(() -> client.get(path));
  }

  public ApiAnswer post(String path, JsonNode body) {
    return post(path, body, ApiClient.DEFAULT_TIMEOUT, Map.of());
  }

  public ApiAnswer post(String path, JsonNode body, Duration timeout, Map<String, String> headers) {
    return untilAnswered(() -> client.post(path, body, timeout, headers));
  }

  private ApiAnswer untilAnswered(Supplier<ApiAnswer> call) {
    Duration pause = FIRST_PAUSE;
    while (true) {
      try {
        return call.get();
      } catch (ApiFailure failure) {
        if (!failure.away() || !waited(pause)) {
          throw failure;
        }
      }
      pause = pause.multipliedBy(2);
      pause = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }
  }

  /** Waits in steps, so that a call that is no longer wanted ends soon. */
  private boolean waited(Duration pause) {
    long end = System.nanoTime() + pause.toNanos();
    while (wanted.getAsBoolean() && !Thread.currentThread().isInterrupted()) {
      long left = end - System.nanoTime();
      if (left <= 0) {
        return true;
      }
      LockSupport.parkNanos(Math.min(left, STEP.toNanos()));
    }
    return false;
  }
}
