package dev.muster.coordination.lease;

import static dev.muster.coordination.LocalBus.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.bus.Json;
import dev.muster.contract.AcquireLeases;
import dev.muster.contract.Addresses;
import dev.muster.contract.Attempt;
import dev.muster.contract.AttemptChanged;
import dev.muster.contract.AttemptId;
import dev.muster.contract.CheckLanding;
import dev.muster.contract.DecisionId;
import dev.muster.contract.EndSubagent;
import dev.muster.contract.FailureCode;
import dev.muster.contract.FileKey;
import dev.muster.contract.Holder;
import dev.muster.contract.Landing;
import dev.muster.contract.LeaseAnswer;
import dev.muster.contract.LeaseChanged;
import dev.muster.contract.ListLeases;
import dev.muster.contract.Refused;
import dev.muster.contract.ReleaseLeases;
import dev.muster.contract.RenewLeases;
import dev.muster.contract.RestLeases;
import dev.muster.contract.Result;
import dev.muster.contract.TaskId;
import dev.muster.coordination.LocalBus;
import dev.muster.coordination.OutboxVerticle;
import dev.muster.store.Store;
import dev.muster.store.StoreOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(VertxExtension.class)
final class LeaseVerticleTest {
  private static final Holder A = Holder.of("a");
  private static final Holder SUB = new Holder("a", "s");
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final Random random = new Random(3);
  private volatile Instant now = START;
  private LocalBus local;
  private Store store;

  @BeforeEach
  void deploy(Vertx vertx, @TempDir Path folder) {
    local = LocalBus.on(vertx);
    store =
        Store.open(new StoreOptions(folder.resolve("muster.db"), 4096, 2, 5_000), Json.lenient());
    var verticle =
        new LeaseVerticle(
            local.bus(), store, LeaseLimits.defaults(), () -> now, this::sinceStart, random);
    local.deploy(verticle);
    local.deploy(new OutboxVerticle(local.bus(), store));
  }

  private long sinceStart() {
    return Duration.between(START, now).toNanos();
  }

  @AfterEach
  void close() {
    local.close();
    store.close();
  }

  @Test
  void every_address_of_leases_is_answered() {
    LeaseAnswer answer = acquire(A, null, "x", "y");
    assertTrue(answer.granted());
    assertTrue(acquire(SUB, null, "x").leases().getFirst().lent());
    assertEquals(
        1, local.ask(Addresses.LEASE_RENEW, new RenewLeases(A, files("y"))).leases().size());
    assertEquals(2, local.ask(Addresses.LEASE_REST, new RestLeases("a")).leases().size());
    assertEquals(2, local.ask(Addresses.LEASE_LIST, new ListLeases(null, "a")).leases().size());
    assertEquals(
        Landing.CHECKED,
        local.ask(Addresses.LEASE_CHECK, new CheckLanding(A, files("x", "y"))).landing());
    assertEquals(
        1, local.ask(Addresses.SESSION_SUBAGENT_END, new EndSubagent(SUB)).leases().size());
    assertEquals(
        2,
        local
            .ask(Addresses.LEASE_RELEASE, new ReleaseLeases(A, List.of(), List.of(), null))
            .leases()
            .size());
  }

  @Test
  void leases_of_a_task_end_with_its_attempt_and_no_others_do() {
    TaskId open = TaskId.next(START, random);
    TaskId closed = TaskId.next(START, random);
    acquire(A, closed, "x");
    acquire(A, open, "y");
    acquire(A, null, "z");
    Future<LeaseChanged> ended = ended();
    publish(open, null);
    publish(closed, START);
    assertEquals("x", await(ended).lease().file().path());
    assertEquals("released", await(ended).cause());
    assertEquals(
        List.of("y", "z"),
        local.ask(Addresses.LEASE_LIST, all()).leases().stream()
            .map(lease -> lease.file().path())
            .sorted()
            .toList());
  }

  @Test
  void leases_end_by_themselves() {
    acquire(A, null, "x");
    Future<LeaseChanged> ended = ended();
    now = START.plusSeconds(600);
    assertEquals("expired", await(ended).cause());
    assertEquals(List.of(), local.ask(Addresses.LEASE_LIST, all()).leases());
  }

  @Test
  void a_store_that_is_closed_is_weather_and_not_a_silence() {
    store.close();
    Refused refused = assertThrows(Refused.class, () -> acquire(A, null, "x"));
    assertEquals(FailureCode.STORE_UNAVAILABLE, refused.failure().code());
  }

  private LeaseAnswer acquire(Holder holder, @Nullable TaskId task, String... paths) {
    return local.ask(
        Addresses.LEASE_ACQUIRE, new AcquireLeases(holder, null, files(paths), task, "work"));
  }

  private static List<FileKey> files(String... paths) {
    return LeaseDesk.files(LeaseDesk.TREE, paths);
  }

  private Future<LeaseChanged> ended() {
    Promise<LeaseChanged> ended = Promise.promise();
    await(
        local
            .bus()
            .subscribe(
                Addresses.LEASE_EVENTS,
                changed -> {
                  if (changed.ended()) {
                    ended.tryComplete(changed);
                  }
                }));
    return ended.future();
  }

  private static ListLeases all() {
    return new ListLeases(null, null);
  }

  private void publish(TaskId task, @Nullable Instant closedAt) {
    var attempt =
        new Attempt(
            AttemptId.next(START, random),
            task,
            1,
            DecisionId.next(START, random),
            "title",
            List.of(),
            closedAt == null ? null : Result.SUCCEEDED,
            START,
            closedAt);
    local.bus().publish(Addresses.ATTEMPT_EVENTS, new AttemptChanged(1, START, "closed", attempt));
  }
}
