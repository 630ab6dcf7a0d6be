package dev.muster.coordination;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.muster.bus.Json;
import dev.muster.contract.AgentId;
import dev.muster.contract.Assignment;
import dev.muster.contract.Attempt;
import dev.muster.contract.ClaimSlot;
import dev.muster.contract.Event;
import dev.muster.contract.FailureCode;
import dev.muster.contract.GetTask;
import dev.muster.contract.LeaseRenewed;
import dev.muster.contract.Mode;
import dev.muster.contract.OutcomeRecorded;
import dev.muster.contract.Refused;
import dev.muster.contract.RegisterAgent;
import dev.muster.contract.RenewSlot;
import dev.muster.contract.ReportOutcome;
import dev.muster.contract.Result;
import dev.muster.contract.SubmitTask;
import dev.muster.contract.Task;
import dev.muster.contract.TaskCancelled;
import dev.muster.contract.TaskChanged;
import dev.muster.contract.TaskId;
import dev.muster.contract.TaskState;
import dev.muster.store.Store;
import dev.muster.store.StoreOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.function.Executable;

/** A coordination on a real store in a folder, with a clock and a machine moved by hand. */
final class Swarm implements AutoCloseable {
  private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(60);

  /** As the host has them, but that agents may be silent for a day. */
  static final Limits LIMITS =
      new Limits(
          Duration.ofSeconds(30),
          Duration.ofSeconds(10),
          Duration.ofSeconds(5),
          Duration.ofDays(1),
          Duration.ofSeconds(10),
          Duration.ofSeconds(1),
          200,
          10_000,
          1_000,
          Duration.ofSeconds(10),
          500_000_000,
          100_000_000,
          8);

  /** How often the machine was read. */
  final AtomicInteger machineReads = new AtomicInteger();

  private final Path file;
  private final Limits limits;
  private final HookPort hooks;
  private final Wanting policy = new Wanting();
  private Store store;
  private Coordination coordination;
  private volatile Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private volatile MachineReading machine = MachineReading.UNKNOWN;
  private volatile Policy.Standing standing = Policy.Standing.NO_MODEL;
  private long monotonicNanos;

  private Swarm(Path folder, Limits limits, HookPort hooks) {
    this.file = folder.resolve("muster.db");
    this.limits = limits;
    this.hooks = hooks;
    this.store = opened();
    this.coordination = started();
  }

  static Swarm in(Path folder) {
    return in(folder, LIMITS);
  }

  static Swarm in(Path folder, Limits limits) {
    return new Swarm(folder, limits, HookPort.NONE);
  }

  static Swarm in(Path folder, HookPort hooks) {
    return new Swarm(folder, LIMITS, hooks);
  }

  private Store opened() {
    return Store.open(new StoreOptions(file, 4096, 2, 5_000), Json.lenient());
  }

  private Coordination started() {
    return await(
        Coordination.start(
            "test",
            store,
            () -> now,
            this::read,
            new Policy(UnaryOperator.identity(), policy, policy, policy::without, () -> standing),
            new Random(7),
            limits,
            SessionLimits.DEFAULT,
            hooks));
  }

  private MachineReading read() {
    machineReads.incrementAndGet();
    return machine;
  }

  /** The host ends and starts again on the same file. */
  void restart() {
    store.close();
    store = opened();
    coordination = started();
  }

  /** Another scheduler takes the swarm over; the answer is the one before. */
  Coordination overtaken() {
    Coordination before = coordination;
    coordination = started();
    return before;
  }

  Coordination coordination() {
    return coordination;
  }

  Store store() {
    return store;
  }

  /** From now on every task that says nothing else gets {@code n} agents when they are free. */
  void wanting(int n) {
    policy.agents(n);
  }

  void machine(MachineReading reading) {
    machine = reading;
  }

  void mode(Mode mode, String reason) {
    standing = new Policy.Standing(mode, reason);
  }

  Instant now() {
    return now;
  }

  void pass(Duration time) {
    now = now.plus(time);
    monotonicNanos += time.toNanos();
  }

  void passSeconds(long seconds) {
    pass(Duration.ofSeconds(seconds));
  }

  /** The machine sleeps: only the wall clock goes on. */
  void sleep(Duration time) {
    now = now.plus(time);
  }

  TaskId submit(Draft draft) {
    return await(coordination.submit(new SubmitTask(draft.task(), null))).id();
  }

  TaskId submit(String text) {
    return submit(Draft.of(text));
  }

  AgentId agent(String name, String... capabilities) {
    return register(name, name + "-1", capabilities);
  }

  AgentId register(String name, String instance, String... capabilities) {
    var request =
        new RegisterAgent(name, instance, "exec", List.of(capabilities), List.of(capabilities));
    return await(coordination.register(request)).id();
  }

  int admit() {
    return await(coordination.admit(started -> {}));
  }

  int sweep() {
    return await(coordination.sweep(monotonicNanos));
  }

  Assignment claim(AgentId agent) {
    return assertInstanceOf(Assignment.class, await(coordination.claim(new ClaimSlot(agent))));
  }

  TaskCancelled cancel(TaskId id) {
    return await(coordination.cancel(id));
  }

  LeaseRenewed renew(Assignment held) {
    return await(coordination.renew(new RenewSlot(held.taskId(), held.slot(), held.fence())));
  }

  OutcomeRecorded report(Assignment held, Result result, TaskId... dependsOn) {
    return await(coordination.outcome(outcome(held, result, null, dependsOn)));
  }

  static ReportOutcome outcome(
      Assignment held, Result result, @Nullable Long peakMemory, TaskId... dependsOn) {
    return new ReportOutcome(
        held.taskId(),
        held.slot(),
        held.fence(),
        result,
        List.of(dependsOn),
        null,
        null,
        100L,
        peakMemory,
        null,
        List.of(),
        null,
        null,
        null);
  }

  /** Admits what waits, and the agent works on what it is bound to. */
  OutcomeRecorded work(AgentId agent, Result result, TaskId... dependsOn) {
    admit();
    return report(claim(agent), result, dependsOn);
  }

  Task task(TaskId id) {
    return await(coordination.get(new GetTask(id))).task();
  }

  TaskState state(TaskId id) {
    return task(id).state();
  }

  List<Attempt> attempts(TaskId id) {
    return await(coordination.get(new GetTask(id))).attempts();
  }

  Attempt lastAttempt(TaskId id) {
    return attempts(id).getLast();
  }

  List<Event> events() {
    return await(store.read(tx -> tx.events().after(0, 100_000)));
  }

  <E extends Event> List<E> events(Class<E> kind) {
    return events().stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /** What was told of a task, in order. */
  List<TaskChanged> changes(TaskId id) {
    return events(TaskChanged.class).stream()
        .filter(changed -> changed.task().id().equals(id))
        .toList();
  }

  /** The first column of the first row that the file itself holds. */
  String stored(String query) {
    return StoredFile.first(file, query);
  }

  static FailureCode refusal(Executable request) {
    return assertThrows(Refused.class, request).failure().code();
  }

  static <T> T await(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().get(ANSWERS_WITHIN.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException failed) {
      switch (failed.getCause()) {
        case RuntimeException refused -> throw refused;
        case Error broken -> throw broken;
        case null, default -> throw new AssertionError(failed);
      }
    } catch (InterruptedException | TimeoutException failed) {
      throw new AssertionError(failed);
    }
  }

  @Override
  public void close() {
    store.close();
  }
}
