package dev.muster.monitoring.mode;

import dev.muster.contract.Mode;
import dev.muster.contract.ModeChanged;
import dev.muster.contract.ModeOrder;
import dev.muster.contract.ModeStatus;
import dev.muster.contract.SetMode;
import dev.muster.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Keeps the mode of a swarm in the store and tells who acts by it; what is told is stored. Confined
 * to the thread of its executor, on which it must be called, too.
 */
public final class StoredMode {
  private final Store store;
  private final String swarm;
  private final ModeSettings settings;
  private final InstantSource clock;
  private final ZoneId zone;
  private final Supplier<ModeMachine.Seen> seen;
  private final Consumer<ModeStatus> tells;
  private final Executor thread;
  private CompletionStage<?> turn = CompletableFuture.completedStage(null);
  private ModeMachine machine;

  /**
   * @param seen what the host sees now
   * @param tells called with what holds at the beginning and after each change
   * @param thread does one thing after the other
   */
  public StoredMode(
      Store store,
      String swarm,
      ModeSettings settings,
      InstantSource clock,
      ZoneId zone,
      Supplier<ModeMachine.Seen> seen,
      Consumer<ModeStatus> tells,
      Executor thread) {
    this.store = store;
    this.swarm = swarm;
    this.settings = settings;
    this.clock = clock;
    this.zone = zone;
    this.seen = seen;
    this.tells = tells;
    this.thread = thread;
    this.machine = ModeMachine.begin(clock.instant());
  }

  /** Goes on with what was stored. */
  CompletionStage<ModeStatus> start() {
    ModeMachine fresh = machine;
    return store
        .read(tx -> Objects.requireNonNullElse(tx.mode().find(swarm, ModeMachine.class), fresh))
        .thenComposeAsync(
            before -> {
              machine = before;
              tells.accept(before.status());
              return look();
            },
            thread);
  }

  ModeStatus status() {
    return machine.status();
  }

  /** Looks at what the host sees; the answer is what holds then. */
  CompletionStage<ModeStatus> look() {
    return change(Function.identity());
  }

  /** Takes an order, or takes it back; the answer is what holds then. */
  CompletionStage<ModeStatus> set(SetMode request) {
    Instant now = clock.instant();
    Mode mode = request.mode();
    Integer minutes = request.minutes();
    Duration length = minutes == null ? settings.orderFor() : Duration.ofMinutes(minutes);
    ModeOrder order =
        mode == null ? null : new ModeOrder(mode, now, now.plus(length), request.why());
    return change(before -> before.ordered(order));
  }

  /** One after the other; what changed is stored before it is told. */
  private CompletionStage<ModeStatus> change(Function<ModeMachine, ModeMachine> change) {
    CompletionStage<ModeStatus> mine =
        turn.handle((before, failed) -> before).thenComposeAsync(before -> changed(change), thread);
    turn = mine;
    return mine;
  }

  private CompletionStage<ModeStatus> changed(Function<ModeMachine, ModeMachine> change) {
    Instant now = clock.instant();
    ModeMachine next = change.apply(machine).look(seen.get(), settings, zone, now);
    if (next.status().equals(machine.status())) {
      machine = next;
      return CompletableFuture.completedStage(next.status());
    }
    return store
        .write(tx -> {
          tx.mode().put(swarm, next);
          tx.events().append(seq -> new ModeChanged(seq, now, next.status()));
          return next.status();
        })
        .thenApplyAsync(
            status -> {
              machine = next;
              tells.accept(status);
              return status;
            },
            thread);
  }
}
