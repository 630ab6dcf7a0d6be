package dev.muster.lab.bench;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Clients that each submit a task, wait for its acknowledgement, and submit the next: a closed
 * loop, so the times of answers say what these clients met, not what a queue outside would have.
 */
final class Load {
  private static final String TASK =
      "{\"type\":\"bench\",\"text\":\"Rename the class Account to Ledger and adapt its callers\"}";
  private static final Duration SAY_EVERY = Duration.ofSeconds(5);

  /** What the clients saw. */
  record Result(double seconds, Times answers, long refused, @Nullable String firstRefusal) {

    long acknowledged() {
      return answers.count();
    }

    double perSecond() {
      return answers.count() / seconds;
    }
  }

  private record Share(Times answers, long refused, @Nullable String firstRefusal) {}

  private final URI host;
  private final String token;
  private final int clients;
  private final AtomicLong acknowledged = new AtomicLong();

  Load(URI host, String token, int clients) {
    this.host = host;
    this.token = token;
    this.clients = clients;
  }

  Result run(Duration time, Consumer<String> note) throws InterruptedException, IOException {
    long began = System.nanoTime();
    long end = began + time.toNanos();
    var shares = new ArrayList<Share>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Share>> running = new ArrayList<>();
      for (int i = 0; i < clients; i++) {
        running.add(threads.submit(() -> client(end)));
      }
      for (long say = began + SAY_EVERY.toNanos(); say < end; say += SAY_EVERY.toNanos()) {
        Thread.sleep(Math.max(0, (say - System.nanoTime()) / 1_000_000));
        note.accept(acknowledged.get() + " acknowledged");
      }
      for (Future<Share> share : running) {
        shares.add(share.get());
      }
    } catch (ExecutionException failed) {
      throw new IOException("a client lost its connection to " + host, failed.getCause());
    }
    return combined((System.nanoTime() - began) / 1e9, shares);
  }

  private Share client(long end) throws IOException {
    var answers = new Times();
    long refused = 0;
    String first = null;
    try (var connection = new Connection(host, token)) {
      while (System.nanoTime() < end) {
        long sent = System.nanoTime();
        Connection.Answer answer =
            connection.post("/api/v1/tasks", "Idempotency-Key: " + UUID.randomUUID(), TASK);
        if (answer.is(202)) {
          answers.add(System.nanoTime() - sent);
          acknowledged.incrementAndGet();
        } else {
          refused++;
          first = first == null ? answer.status() : first;
        }
      }
    }
    return new Share(answers, refused, first);
  }

  private static Result combined(double seconds, List<Share> shares) {
    var answers = new Times();
    shares.forEach(share -> answers.addAll(share.answers()));
    long refused = shares.stream().mapToLong(Share::refused).sum();
    String first =
        shares.stream()
            .map(Share::firstRefusal)
            .flatMap(Stream::ofNullable)
            .findFirst()
            .orElse(null);
    return new Result(seconds, answers, refused, first);
  }
}
