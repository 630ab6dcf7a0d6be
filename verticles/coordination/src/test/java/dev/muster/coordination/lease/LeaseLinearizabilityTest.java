package dev.muster.coordination.lease;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.bus.Bus;
import dev.muster.bus.Json;
import dev.muster.contract.AcquireLeases;
import dev.muster.contract.Addresses;
import dev.muster.contract.FileKey;
import dev.muster.contract.Holder;
import dev.muster.contract.Refused;
import dev.muster.contract.ReleaseLeases;
import dev.muster.contract.RenewLeases;
import dev.muster.contract.Reply;
import dev.muster.contract.Request;
import dev.muster.contract.Service;
import dev.muster.coordination.lease.LeaseHistory.Act;
import dev.muster.coordination.lease.LeaseHistory.Call;
import dev.muster.store.Store;
import dev.muster.store.StoreOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Eight clients lock three files over the bus while the verticle and its store are killed: by a
 * close that commits what is queued and loses the answers, and by a commit that fails. A client
 * whose answer is lost asks again, and both calls count as one.
 */
@ExtendWith(VertxExtension.class)
final class LeaseLinearizabilityTest {
  private static final int CLIENTS = 8;
  private static final int KILLS = 6;
  private static final int CALLS_BETWEEN_KILLS = 400;
  private static final List<String> PATHS = List.of("x", "y", "z");
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  @TempDir Path folder;
  private final Map<String, ConcurrentLinkedQueue<Call>> histories = new ConcurrentHashMap<>();
  private final Map<Long, String> fences = new ConcurrentHashMap<>();
  private final AtomicBoolean ended = new AtomicBoolean();
  private final AtomicInteger lostAnswers = new AtomicInteger();
  private volatile CountDownLatch calls = new CountDownLatch(CALLS_BETWEEN_KILLS);

  /** One life of the host's verticle; what it answers after its end is taken for lost. */
  private record Life(
      Store store, String deployment, AtomicBoolean killed, CompletableFuture<Void> over) {}

  private Bus bus;
  private volatile Life life;

  @BeforeEach
  void deploy(Vertx vertx) {
    bus = Bus.install(vertx, Duration.ofSeconds(2));
    life = begin(vertx, bus);
  }

  @Test
  void every_file_is_a_lock_though_its_host_is_killed(Vertx vertx) throws Exception {
    long seed = new Random().nextLong();
    System.out.println("seed " + seed);
    try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
      var runs = new ArrayList<java.util.concurrent.Future<?>>();
      for (int i = 0; i < CLIENTS; i++) {
        var client = new Client(bus, Holder.of("client-" + i), new Random(seed + i));
        runs.add(clients.submit(client::run));
      }
      for (int kill = 0; kill < KILLS; kill++) {
        assertTrue(calls.await(60, TimeUnit.SECONDS), "calls are answered");
        calls = new CountDownLatch(CALLS_BETWEEN_KILLS);
        Life dying = life;
        kill(vertx, dying, kill % 2 == 0);
        life = begin(vertx, bus);
        dying.over().complete(null);
      }
      assertTrue(calls.await(60, TimeUnit.SECONDS), "calls are answered");
      ended.set(true);
      for (var run : runs) {
        run.get(60, TimeUnit.SECONDS);
      }
    }
    await(vertx.undeploy(life.deployment()));
    life.store().close();
    report(seed);
  }

  private Life begin(Vertx vertx, Bus bus) {
    Store store =
        Store.open(new StoreOptions(folder.resolve("muster.db"), 4096, 2, 100), Json.lenient());
    var verticle =
        new LeaseVerticle(bus, store, LeaseLimits.defaults(), () -> NOW, () -> 0, new Random());
    String deployment = await(vertx.deployVerticle(verticle));
    return new Life(store, deployment, new AtomicBoolean(), new CompletableFuture<>());
  }

  private void kill(Vertx vertx, Life dying, boolean commitFails) throws SQLException {
    dying.killed().set(true);
    if (commitFails) {
      String url = "jdbc:sqlite:" + folder.resolve("muster.db");
      try (Connection other = DriverManager.getConnection(url);
          var lock = other.createStatement()) {
        lock.execute("PRAGMA busy_timeout = 20000");
        lock.execute("BEGIN IMMEDIATE");
        dying.store().write(tx -> true).handle((done, failed) -> true).toCompletableFuture().join();
      }
      dying.store().close();
      await(vertx.undeploy(dying.deployment()));
    } else {
      await(vertx.undeploy(dying.deployment()));
      dying.store().close();
    }
  }

  private void report(long seed) {
    int all = 0;
    int grants = 0;
    int doubles = 0;
    for (String path : PATHS) {
      List<Call> history = List.copyOf(histories.getOrDefault(path, new ConcurrentLinkedQueue<>()));
      all += history.size();
      grants += (int) history.stream().filter(call -> call.act() == Act.GRANTED).count();
      doubles += new LeaseHistory(history).isLinearizable() ? 0 : 1;
    }
    System.out.printf(
        "%d calls of %d clients, %d grants, %d kills, %d lost answers, %d files not linearizable%n",
        all, CLIENTS, grants, KILLS, lostAnswers.get(), doubles);
    assertEquals(0, doubles, "seed " + seed);
    assertTrue(grants > 50, "only " + grants + " grants");
    assertTrue(lostAnswers.get() >= KILLS, "only " + lostAnswers.get() + " answers were lost");
  }

  /** Takes, edits and gives up files at random, and notes when it asked and what it was told. */
  private final class Client {
    private final Bus bus;
    private final Holder holder;
    private final Random random;
    private int lost;

    private Client(Bus bus, Holder holder, Random random) {
      this.bus = bus;
      this.holder = holder;
      this.random = random;
    }

    private void run() {
      while (!ended.get()) {
        String path = PATHS.get(random.nextInt(PATHS.size()));
        List<FileKey> file = List.of(new FileKey("/r/.git", "/r", path));
        long from = System.nanoTime();
        int lostBefore = lost;
        Act act =
            switch (random.nextInt(5)) {
              case 0, 1 -> acquire(path, file);
              case 2 -> renew(file);
              default -> release(file, lostBefore);
            };
        histories
            .computeIfAbsent(path, key -> new ConcurrentLinkedQueue<>())
            .add(new Call(holder.session(), act, from, System.nanoTime()));
        calls.countDown();
      }
    }

    private Act acquire(String path, List<FileKey> file) {
      var answer =
          ask(Addresses.LEASE_ACQUIRE, new AcquireLeases(holder, null, file, null, "work"));
      if (!answer.granted()) {
        return Act.DENIED;
      }
      String lease = holder.session() + " " + path;
      String other = fences.putIfAbsent(answer.leases().getFirst().fence(), lease);
      assertTrue(other == null || other.equals(lease), "a fence has one holder");
      return Act.GRANTED;
    }

    private Act renew(List<FileKey> file) {
      var renewed = ask(Addresses.LEASE_RENEW, new RenewLeases(holder, file));
      return renewed.unheld().isEmpty() ? Act.RENEWED : Act.UNHELD;
    }

    private Act release(List<FileKey> file, int lostBefore) {
      var released = ask(Addresses.LEASE_RELEASE, new ReleaseLeases(holder, file, List.of(), null));
      if (lost > lostBefore) {
        return Act.GAVE_UP;
      }
      return released.leases().isEmpty() ? Act.NOTHING_RELEASED : Act.RELEASED;
    }

    private <Q extends Request, R extends Reply> R ask(Service<Q, R> service, Q request) {
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
      while (System.nanoTime() < deadline) {
        Life asked = life;
        try {
          R answer = await(bus.request(service, request));
          if (!asked.killed().get()) {
            return answer;
          }
        } catch (Refused killed) {
          assertTrue(killed.failure().code().retryable(), killed::toString);
        }
        lost++;
        lostAnswers.incrementAndGet();
        if (asked.killed().get()) {
          asked.over().orTimeout(30, TimeUnit.SECONDS).join();
        }
      }
      throw new AssertionError("no answer for 30 s");
    }
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.await(20, TimeUnit.SECONDS);
    } catch (TimeoutException late) {
      throw new AssertionError(late);
    }
  }
}
