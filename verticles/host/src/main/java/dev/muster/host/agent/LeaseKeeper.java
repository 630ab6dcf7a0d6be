package dev.muster.host.agent;

import dev.muster.host.cli.ApiClient;
import dev.muster.host.cli.ApiFailure;
import dev.muster.host.cli.JsonText;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Keeps the lease of one slot while it is worked on, and says once when it is lost. The calls run
 * on threads of their own, so that neither the process nor a silent host delays the verdict.
 */
final class LeaseKeeper implements AutoCloseable {
  private static final Duration TICK = Duration.ofMillis(100);

  private final ApiClient client;
  private final Assignment assignment;
  private final LongSupplier nanos;
  private final Runnable lost;
  private final RenewClock clock;
  private final ScheduledExecutorService ticks =
      Executors.newSingleThreadScheduledExecutor(
          task -> Thread.ofPlatform().daemon().name("lease").unstarted(task));

  LeaseKeeper(ApiClient client, Assignment assignment, LongSupplier nanos, Runnable lost) {
    this.client = client;
    this.assignment = assignment;
    this.nanos = nanos;
    this.lost = lost;
    this.clock = new RenewClock(nanos.getAsLong());
  }

  /** Starts to renew; {@code lost} may run from now on. */
  void start() {
    var _ = ticks.scheduleWithFixedDelay(this::tick, 0, TICK.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void tick() {
    switch (clock.verdict(nanos.getAsLong())) {
      case WAIT -> {}
      case RENEW -> Thread.ofVirtual().start(this::renew);
      case STOP -> {
        close();
        lost.run();
      }
    }
  }

  private void renew() {
    long sent = nanos.getAsLong();
    var body = JsonText.object().put("slot", assignment.slot()).put("fence", assignment.fence());
    try {
      client.post(assignment.path("renew"), body, RenewClock.CALL_TIMEOUT, Map.of());
      clock.confirmed(sent);
    } catch (ApiFailure failure) {
      if (failure.status() == 409 || failure.status() == 404) {
        close();
        lost.run();
      } else {
        clock.unanswered(nanos.getAsLong());
      }
    }
  }

  @Override
  public void close() {
    ticks.shutdown();
  }
}
