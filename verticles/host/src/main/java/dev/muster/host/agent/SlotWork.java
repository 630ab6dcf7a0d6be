package dev.muster.host.agent;

import dev.muster.host.cli.ApiClient;
import dev.muster.host.cli.JsonText;
import dev.muster.host.process.GroupMembers;
import dev.muster.host.process.ProcessGroup;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The work on one slot: a process group from its start to the outcome that it had. */
final class SlotWork {
  static final Duration GRACE = Duration.ofSeconds(5);

  /** What a process that left the group may still hold open is not waited for. */
  private static final Duration DRAIN = Duration.ofSeconds(2);

  private static final Duration MEMORY_EVERY = Duration.ofMillis(100);

  /** Why the work is over. */
  private enum End {
    EXITED,
    DEADLINE,
    LOST,
    STOPPED
  }

  private final ApiClient client;
  private final Assignment assignment;
  private final RunnerOptions options;
  private final Consumer<String> log;
  private final InstantSource clock;
  private final LongSupplier nanos;
  private final CompletableFuture<End> end = new CompletableFuture<>();
  private final OutputTail output = new OutputTail();
  private final List<Thread> readers = new ArrayList<>();

  SlotWork(
      ApiClient client,
      Assignment assignment,
      RunnerOptions options,
      Consumer<String> log,
      InstantSource clock,
      LongSupplier nanos) {
    this.client = client;
    this.assignment = assignment;
    this.options = options;
    this.log = log;
    this.clock = clock;
    this.nanos = nanos;
  }

  /** Ends the group and hands the slot back. */
  void stop() {
    end.complete(End.STOPPED);
  }

  /** Ends the group at once; there will be no outcome. */
  void lose() {
    end.complete(End.LOST);
  }

  /** Works to the end; empty when the slot was lost and nothing may be reported. */
  Optional<SlotOutcome> run() throws InterruptedException {
    Instant from = clock.instant();
    long started = nanos.getAsLong();
    try (var lease = new LeaseKeeper(client, assignment, nanos, this::lose)) {
      var command = new ProcessBuilder("/bin/sh", "-c", options.exec());
      command.environment().putAll(assignment.environment(client.url()));
      ProcessGroup group = ProcessGroup.start(command);
      lease.start();
      var memory = new GroupMemory(group.id());
      End why = work(group, memory);
      if (why == End.LOST) {
        log.accept(assignment + ": lost its lease, killed");
        return Optional.empty();
      }
      var duration = Duration.ofNanos(nanos.getAsLong() - started);
      return Optional.of(outcome(why, group, duration, memory, from));
    } catch (IOException e) {
      var duration = Duration.ofNanos(nanos.getAsLong() - started);
      String message = "the command cannot be started: " + e.getMessage();
      return Optional.of(
          new SlotOutcome(
              "failed",
              message,
              SlotReport.NONE,
              null,
              duration,
              null,
              null,
              from,
              clock.instant()));
    }
  }

  private End work(ProcessGroup group, GroupMemory memory) throws InterruptedException {
    log.accept(assignment + ": started, pid " + group.id());
    Process process = group.process();
    try {
      connect(process);
      Thread sampler = thread("memory", () -> sample(memory));
      var _ = process.onExit().thenRun(() -> end.complete(End.EXITED));
      End why = awaitEnd();
      if (why == End.DEADLINE || why == End.STOPPED) {
        group.end(GRACE);
      }
      sampler.interrupt();
      return why;
    } finally {
      // Also what the command left behind, and on every unforeseen way out.
      group.kill();
      drain(process);
    }
  }

  private void connect(Process process) {
    readers.add(thread("stdout", () -> output.readAll(process.getInputStream())));
    var lines = new PrefixedLines("[" + options.name() + " " + assignment + "] ", log);
    readers.add(thread("stderr", () -> lines.readAll(process.getErrorStream())));
    thread("stdin", () -> writeTask(process));
  }

  private static Thread thread(String name, Runnable body) {
    return Thread.ofPlatform().daemon().name(name).start(body);
  }

  private void writeTask(Process process) {
    try (var stdin = process.getOutputStream()) {
      stdin.write(JsonText.write(assignment.task()).getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // A command need not read its standard input.
    }
  }

  private static void sample(GroupMemory memory) {
    if (!GroupMembers.known()) {
      return;
    }
    try {
      while (true) {
        memory.sample();
        TimeUnit.NANOSECONDS.sleep(MEMORY_EVERY.toNanos());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private End awaitEnd() throws InterruptedException {
    Duration deadline = assignment.timeLeft(options.deadline(), clock.instant());
    try {
      return deadline == null ? end.get() : end.get(deadline.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return End.DEADLINE;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private void drain(Process process) throws InterruptedException {
    for (Thread reader : readers) {
      reader.join(DRAIN);
    }
    if (readers.stream().anyMatch(Thread::isAlive)) {
      log.accept(assignment + ": a process outside the group still holds its output");
    }
    process.waitFor(DRAIN.toMillis(), TimeUnit.MILLISECONDS);
  }

  private SlotOutcome outcome(
      End why, ProcessGroup group, Duration duration, GroupMemory memory, Instant from) {
    Process process = group.process();
    @Nullable Integer exitCode = process.isAlive() ? null : process.exitValue();
    SlotReport report = SlotReport.parse(output.lastLine());
    return new SlotOutcome(
        result(why, exitCode, report),
        message(why, exitCode, report),
        report,
        exitCode,
        duration,
        memory.peakBytes(),
        group.id(),
        from,
        clock.instant());
  }

  private static String result(End why, @Nullable Integer exitCode, SlotReport report) {
    return switch (why) {
      case STOPPED -> "handed_back";
      case DEADLINE, LOST -> "failed";
      case EXITED -> {
        String reason = report.reason();
        if (reason != null) {
          yield reason;
        }
        yield exitCode != null && exitCode == 0 ? "succeeded" : "failed";
      }
    };
  }

  private static @Nullable String message(End why, @Nullable Integer exitCode, SlotReport report) {
    return switch (why) {
      case STOPPED -> "the runner was stopped";
      case DEADLINE, LOST -> "deadline";
      case EXITED -> {
        boolean said = report.message() != null || exitCode == null || exitCode == 0;
        yield said ? report.message() : "exit code " + exitCode;
      }
    };
  }
}
