package dev.muster.coordination;

import dev.muster.contract.Agent;
import dev.muster.contract.AgentChanged;
import dev.muster.contract.AgentState;
import dev.muster.contract.Attempt;
import dev.muster.contract.AttemptChanged;
import dev.muster.contract.DeclarationAnswer;
import dev.muster.contract.Denial;
import dev.muster.contract.Event;
import dev.muster.contract.FileKey;
import dev.muster.contract.LeaseDenied;
import dev.muster.contract.Overlap;
import dev.muster.contract.ReportProgress;
import dev.muster.contract.Result;
import dev.muster.contract.Source;
import dev.muster.contract.Task;
import dev.muster.contract.TaskChanged;
import dev.muster.contract.TaskId;
import dev.muster.contract.TaskState;
import dev.muster.plugin.HookInput;
import dev.muster.plugin.OutcomeFacts;
import dev.muster.plugin.Phase;
import dev.muster.plugin.TaskFacts;
import dev.muster.store.SessionRows;
import dev.muster.store.SlotRows;
import dev.muster.store.Store;
import dev.muster.store.Tx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tells plugins what happened: after its commit, of one task in order, and without anybody waiting.
 * It is told once as long as the host lives; what a host did not get to before it died is not told.
 */
final class Notifications {
  private static final Duration FIGURES_EACH = Duration.ofMinutes(1);

  private static final Set<Result> LOST = Set.of(Result.FAILED, Result.EXPIRED, Result.UNCLAIMED);

  private final HookPort port;
  private final Store store;
  private final Lanes lanes = new Lanes();

  /** When figures were told last; only for the one who sweeps. */
  private @Nullable Long figuresNanos;

  Notifications(HookPort port, Store store) {
    this.port = port;
    this.store = store;
  }

  /** Hears of the events of a commit, on the writer's thread. */
  void heard(List<Event> events) {
    var ended = new ArrayList<TaskChanged>();
    for (Event event : events) {
      if (event instanceof AttemptChanged changed && changed.cause().equals("closed")) {
        closed(changed.attempt());
      } else if (event instanceof TaskChanged changed && ends(changed)) {
        ended.add(changed);
      } else if (event instanceof LeaseDenied denied) {
        denied(denied.denial());
      } else if (event instanceof AgentChanged changed && leaves(changed)) {
        left(changed);
      }
    }
    // An attempt closes in the commit that ends its task, and is told of first.
    ended.forEach(this::ended);
  }

  private static boolean ends(TaskChanged changed) {
    TaskState was = changed.was();
    return changed.task().state().terminal() && (was == null || !was.terminal());
  }

  private static boolean leaves(AgentChanged changed) {
    return changed.cause().equals("went_offline") && changed.agent().interactive();
  }

  private void closed(Attempt attempt) {
    outcome(Phase.POST_TASK_ML_LEARNING, attempt, HookInput.PostTaskMlLearning::new);
    outcome(Phase.NEURAL_MEMORY_SYNC, attempt, HookInput.NeuralMemorySync::new);
    if (attempt.result() != null && LOST.contains(attempt.result())) {
      tell(
          Phase.ERROR_RECOVERY,
          attempt.taskId(),
          tx -> {
            Task task = tx.tasks().find(attempt.taskId());
            return task == null
                ? null
                : new HookInput.ErrorRecovery(HookFacts.task(task), HookFacts.outcome(tx, attempt));
          });
    }
  }

  /** Only what was stored as an outcome, and what may be learned from at all. */
  private void outcome(
      Phase phase, Attempt attempt, BiFunction<TaskFacts, OutcomeFacts, HookInput> input) {
    tell(
        phase,
        attempt.taskId(),
        tx -> {
          Task task = tx.tasks().find(attempt.taskId());
          return task == null
                  || task.source() == Source.REPLAY
                  || tx.outcomes().of(attempt.id()) == null
              ? null
              : input.apply(HookFacts.task(task), HookFacts.outcome(tx, attempt));
        });
  }

  private void ended(TaskChanged changed) {
    TaskId id = changed.task().id();
    tell(
        Phase.POST_TASK,
        id,
        tx -> {
          Task task = tx.tasks().find(id);
          return task == null
              ? null
              : new HookInput.PostTask(HookFacts.task(task), HookFacts.outcome(tx, task));
        });
  }

  /** A session ended with all it held. */
  private void left(AgentChanged changed) {
    tell(
        Phase.MEMORY_SYNC,
        changed.agent().id(),
        tx -> {
          SessionRows.Known known = tx.sessions().ofAgent(changed.agent().id());
          return known == null
              ? null
              : new HookInput.MemorySync(known.session().session(), known.session().repo());
        });
  }

  /** An agent said how far it is. */
  void progressed(ReportProgress report) {
    tell(
        Phase.TASK_MONITORING,
        report.taskId(),
        tx -> {
          Task task = tx.tasks().find(report.taskId());
          SlotRows.Key key = tx.slots().fenced(report.taskId(), report.slot(), report.fence());
          return task == null || key == null
              ? null
              : new HookInput.TaskMonitoring(
                  HookFacts.task(task),
                  key.attempt().toString(),
                  key.slot(),
                  key.agent().toString(),
                  report.message());
        });
  }

  private void denied(Denial denial) {
    FileKey file = denial.lease().file();
    coordinate(file.repo(), List.of(file.path()), denial.agent(), denial.lease().agent());
  }

  /** Somebody declared files that others have: each of these others is told of. */
  void declared(DeclarationAnswer answer) {
    Map<String, List<String>> paths =
        answer.overlaps().stream()
            .filter(overlap -> overlap.closeness().conflicts())
            .collect(
                Collectors.groupingBy(
                    Overlap::agent, Collectors.mapping(Overlap::path, Collectors.toList())));
    paths.forEach((holder, theirs) ->
        coordinate(
            answer.declaration().repo(),
            theirs.stream().distinct().toList(),
            answer.declaration().agent(),
            holder));
  }

  private void coordinate(String repo, List<String> paths, String asker, String holder) {
    tell(
        Phase.AGENT_COORDINATE,
        repo,
        tx -> new HookInput.AgentCoordinate(repo, paths, asker, holder));
  }

  /** Tells figures of the host when a minute has passed since the last. */
  void minute(long monotonicNanos, Supplier<MachineReading> machine) {
    Long before = figuresNanos;
    if (before == null) {
      figuresNanos = monotonicNanos;
    } else if (monotonicNanos - before >= FIGURES_EACH.toNanos()) {
      figuresNanos = monotonicNanos;
      tell(
          Phase.PERFORMANCE_MONITOR,
          Phase.PERFORMANCE_MONITOR,
          tx -> new HookInput.PerformanceMonitor(figures(tx, machine.get())));
    }
  }

  private Map<String, Double> figures(Tx tx, MachineReading machine) {
    Map<String, Double> figures = new HashMap<>(HookFacts.counts("tasks_", tx.tasks().counts()));
    Map<AgentState, Long> agents =
        tx.agents().all().stream()
            .collect(Collectors.groupingBy(Agent::state, Collectors.counting()));
    figures.putAll(HookFacts.counts("agents_", agents));
    figures.put("slots_open", (double) tx.slots().openCounts().all());
    figures.put("notifications_dropped", (double) lanes.dropped());
    put(figures, "memory_total_bytes", machine.memoryTotal());
    put(figures, "memory_available_bytes", machine.memoryAvailable());
    put(figures, "cpu_utilization", machine.cpuBusy());
    return figures;
  }

  private static void put(Map<String, Double> figures, String name, @Nullable Number value) {
    if (value != null) {
      figures.put(name, value.doubleValue());
    }
  }

  private void tell(Phase phase, Object key, Function<Tx, @Nullable HookInput> input) {
    if (port.wanted().test(phase)) {
      lanes.add(
          key,
          () -> {
            store
                .read(tx -> Optional.ofNullable(input.apply(tx)))
                .toCompletableFuture()
                .join()
                .ifPresent(built -> port.dispatch().apply(built).toCompletableFuture().join());
          });
    }
  }
}
