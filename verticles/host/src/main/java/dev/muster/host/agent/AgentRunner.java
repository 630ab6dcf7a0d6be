package dev.muster.host.agent;

import dev.muster.host.cli.ApiAnswer;
import dev.muster.host.cli.ApiClient;
import dev.muster.host.cli.ApiFailure;
import dev.muster.host.cli.ExitCode;
import dev.muster.host.cli.JsonText;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The loop of {@code muster agent run}: claim a slot, work on it, report, again. A host that is
 * away never ends it; {@link #stop} does, and so does another process that takes its name.
 */
final class AgentRunner {
  private static final int CLAIM_WAIT_SECONDS = 20;
  private static final Duration CLAIM_TIMEOUT = Duration.ofSeconds(CLAIM_WAIT_SECONDS + 10);
  private static final Duration REPORT_TIMEOUT = Duration.ofSeconds(5);

  /** How long a stopped runner still tries to hand its slot back. */
  private static final Duration LAST_WORDS = Duration.ofSeconds(5);

  private final RunnerOptions options;
  private final ApiClient client;
  private final Consumer<String> log;
  private final InstantSource clock;
  private final LongSupplier nanos;
  private final Membership membership;
  private final CompletableFuture<@Nullable ApiAnswer> stopped = new CompletableFuture<>();
  private final CountDownLatch finished = new CountDownLatch(1);
  private volatile @Nullable SlotWork current;
  private volatile boolean displaced;
  private volatile long stoppedNanos;
  private int slotsEnded;

  AgentRunner(
      RunnerOptions options,
      ApiClient client,
      Consumer<String> log,
      InstantSource clock,
      LongSupplier nanos) {
    this.options = options;
    this.client = client;
    this.log = log;
    this.clock = clock;
    this.nanos = nanos;
    this.membership = new Membership(client, options, () -> !stopped.isDone(), this::displace);
  }

  /** Runs until stopped and returns the exit code. */
  int run() throws InterruptedException {
    try (membership) {
      membership.start();
      log.accept("agent " + options.name() + " is " + membership.id() + " at " + client.url());
      while (!stopped.isDone()) {
        var assignment = claim();
        if (assignment.isPresent()) {
          work(assignment.get());
        }
      }
    } catch (ApiFailure failure) {
      if (!stopped.isDone()) {
        throw failure;
      }
    } finally {
      finished.countDown();
    }
    return displaced ? ExitCode.CONFIG : ExitCode.OK;
  }

  /** Ends the running group, hands its slot back and lets {@link #run} return. */
  void stop() {
    stoppedNanos = nanos.getAsLong();
    stopped.complete(null);
    SlotWork work = current;
    if (work != null) {
      work.stop();
    }
  }

  /** True when {@link #run} returned within the time. */
  boolean awaitFinished(Duration time) throws InterruptedException {
    return finished.await(time.toNanos(), TimeUnit.NANOSECONDS);
  }

  String id() {
    return membership.id();
  }

  int slotsEnded() {
    return slotsEnded;
  }

  private void displace() {
    log.accept("another process took the name " + options.name() + ", stopping");
    displaced = true;
    SlotWork work = current;
    if (work != null) {
      work.lose();
    }
    stop();
  }

  /** Waits for a slot, but not longer than for being stopped. */
  private Optional<Assignment> claim() throws InterruptedException {
    var body = JsonText.object().put("agent", membership.id()).put("wait_s", CLAIM_WAIT_SECONDS);
    var call = new CompletableFuture<@Nullable ApiAnswer>();
    Thread.ofVirtual().name("claim").start(() -> call(body, call));
    try {
      ApiAnswer answer = (ApiAnswer) CompletableFuture.anyOf(call, stopped).get();
      return answer == null || answer.status() != 200
          ? Optional.empty()
          : Optional.of(Assignment.of(answer.body()));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ApiFailure failure) {
        return afterFailed(failure);
      }
      throw new IllegalStateException(e);
    }
  }

  private void call(JsonNode body, CompletableFuture<@Nullable ApiAnswer> call) {
    try {
      call.complete(
          client
              .retrying(() -> !stopped.isDone())
              .post("/api/v1/tasks/claim", body, CLAIM_TIMEOUT, Map.of()));
    } catch (ApiFailure failure) {
      call.completeExceptionally(failure);
    }
  }

  private Optional<Assignment> afterFailed(ApiFailure failure) {
    if (failure.status() != 404) {
      throw failure;
    }
    membership.register();
    return Optional.empty();
  }

  private void work(Assignment assignment) throws InterruptedException {
    var work = new SlotWork(client, assignment, options, log, clock, nanos);
    current = work;
    if (displaced) {
      work.lose();
    } else if (stopped.isDone()) {
      work.stop();
    }
    try {
      var outcome = work.run();
      if (outcome.isPresent()) {
        slotsEnded++;
        report(assignment, outcome.get());
      }
    } finally {
      current = null;
    }
  }

  private void report(Assignment assignment, SlotOutcome outcome) {
    var body = outcome.toJson(assignment.slot(), assignment.fence());
    try {
      client
          .retrying(this::stillReporting)
          .post(assignment.path("outcome"), body, REPORT_TIMEOUT, Map.of());
      log.accept(
          assignment + ": " + outcome.result() + " after " + outcome.duration().toMillis() + " ms");
    } catch (ApiFailure failure) {
      if (failure.status() == 400 && !outcome.report().equals(SlotReport.NONE)) {
        report(assignment, outcome.withoutReport(failure.reason()));
      } else {
        log.accept(assignment + ": outcome dropped: " + failure.code() + ", " + failure.reason());
      }
    }
  }

  private boolean stillReporting() {
    return !stopped.isDone() || nanos.getAsLong() - stoppedNanos < LAST_WORDS.toNanos();
  }
}
