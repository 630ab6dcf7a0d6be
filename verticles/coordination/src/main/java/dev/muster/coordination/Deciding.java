package dev.muster.coordination;

import dev.muster.contract.Agent;
import dev.muster.contract.AttemptId;
import dev.muster.contract.Choice;
import dev.muster.contract.CoordinationClass;
import dev.muster.contract.Decision;
import dev.muster.contract.DecisionId;
import dev.muster.contract.FeatureName;
import dev.muster.contract.Masked;
import dev.muster.contract.Mode;
import dev.muster.contract.Situation;
import dev.muster.contract.Task;
import dev.muster.contract.TaskId;
import dev.muster.store.Tx;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Narrows a decision by what the machine, the task and the fleet allow, and writes it down. */
final class Deciding {
  private static final int PEAKS = 200;
  private static final int TYPICAL_OF = 200;
  private static final int WAITING_COUNT_MAX = 1000;

  /**
   * What is left to decide: the masked n, or why not even one agent fits; {@code shortOfPin} when
   * the submitter's n is allowed but not enough agents are free for it.
   */
  record Narrowed(int freeAgents, List<Masked> masked, @Nullable String held, boolean shortOfPin) {

    /** Whether {@code n} agents may start. */
    boolean allows(int n) {
      return held == null && masked.stream().noneMatch(m -> m.n() == n);
    }
  }

  private final Limits limits;
  private final UnaryOperator<Situation> prepares;
  private final Supplier<Policy.Standing> standing;

  Deciding(Limits limits, Policy policy) {
    this.limits = limits;
    this.prepares = policy.prepares();
    this.standing = policy.standing();
  }

  /** The guard-rail masks for a task and the free agents that qualify for it. */
  Narrowed narrow(Tx tx, Task task, List<Agent> qualifying, MachineReading machine) {
    return narrow(tx, task, qualifying, machine, 0);
  }

  /** The same, when {@code kept} other agents are about to be bound. */
  Narrowed narrow(Tx tx, Task task, List<Agent> qualifying, MachineReading machine, int kept) {
    int free = qualifying.size();
    String kind = free == 0 ? "" : qualifying.getFirst().kind();
    long need = memoryPerAgent(tx, kind);
    Long room = room(tx, machine, need, kept);
    if (room != null && room < 1) {
      String held = "one agent needs " + megabytes(need) + " of memory";
      return new Narrowed(free, moreThanOne(held), held, false);
    }
    String one = one();
    if (one != null) {
      return new Narrowed(free, moreThanOne(one), null, false);
    }
    Integer parts = task.parts();
    var masked = new ArrayList<Masked>();
    int possible = 1;
    for (int n = 2; n <= CoordinationClass.AGENTS_MAX; n++) {
      if (parts != null && n > parts) {
        masked.add(moreThanParts(n, parts));
      } else if (n > limits.agentsMax()) {
        masked.add(moreThanMax(n, limits.agentsMax()));
      } else if (room != null && n > room) {
        masked.add(new Masked(n, "memory is left for " + room + " of " + megabytes(need)));
      } else {
        possible = n;
        if (n > free) {
          masked.add(new Masked(n, free + (free == 1 ? " agent is" : " agents are") + " free"));
        }
      }
    }
    Integer pinned = task.agents();
    boolean shortOfPin = pinned != null && free < Math.min(pinned, possible);
    return new Narrowed(free, masked, null, shortOfPin);
  }

  /** The masks that a task alone says, of this host. */
  List<Masked> maskedByParts(@Nullable Integer parts) {
    String one = one();
    return one != null ? moreThanOne(one) : maskedByParts(parts, limits.agentsMax());
  }

  /** The masks that a task alone says, as long as nothing else is known. */
  static List<Masked> maskedByParts(@Nullable Integer parts, int agentsMax) {
    int most = parts == null ? CoordinationClass.AGENTS_MAX : parts;
    return IntStream.rangeClosed(2, CoordinationClass.AGENTS_MAX)
        .filter(n -> n > Math.min(most, agentsMax))
        .mapToObj(n -> n > most ? moreThanParts(n, most) : moreThanMax(n, agentsMax))
        .toList();
  }

  private static Masked moreThanMax(int n, int agentsMax) {
    return new Masked(n, "coordination.agents_max is " + agentsMax);
  }

  private static Masked moreThanParts(int n, int parts) {
    return new Masked(n, "the task has " + parts + (parts == 1 ? " part" : " parts"));
  }

  /** Why one agent alone may work on a task; null when more may. */
  private @Nullable String one() {
    Policy.Standing now = standing.get();
    return now.mode() == Mode.EMERGENCY ? "one agent in an EMERGENCY: " + now.reason() : null;
  }

  private static List<Masked> moreThanOne(String reason) {
    return IntStream.rangeClosed(2, CoordinationClass.AGENTS_MAX)
        .mapToObj(n -> new Masked(n, reason))
        .toList();
  }

  /** What the policy decides on. */
  Situation situation(Tx tx, Task task, Narrowed narrowed, MachineReading machine, Instant now) {
    long waiting = tx.tasks().admissibleCount(now, WAITING_COUNT_MAX) - 1;
    var subject =
        new FeatureReading.Subject(task.type(), task.text().length(), task.repo(), task.parts());
    return prepares.apply(
        new Situation(
            FeatureReading.read(tx, subject, narrowed.freeAgents(), machine, now),
            narrowed.masked(),
            task.parts(),
            task.agents(),
            Math.max(0, waiting) / (double) Math.max(1, narrowed.freeAgents()),
            task.value(),
            typicalMinutes(tx, task.type())));
  }

  /** What a session's task is decided on: one agent is at work already. */
  Situation ofSession(Tx tx, FeatureReading.Subject subject, MachineReading machine, Instant now) {
    int free = Qualifying.takers(tx.agents().all()).size();
    long waiting = tx.tasks().admissibleCount(now, WAITING_COUNT_MAX);
    return new Situation(
        FeatureReading.read(tx, subject, free, machine, now),
        moreThanOne("a session is one agent"),
        null,
        1,
        waiting / (double) Math.max(1, free),
        1,
        typicalMinutes(tx, subject.type()));
  }

  /** The median of what tasks of this type took lately; null when none was measured. */
  @Nullable Double typicalMinutes(Tx tx, String type) {
    return tx.outcomes().typicalMinutes(type, TYPICAL_OF);
  }

  /** The choice with all that explains it, without ids yet. */
  Decision decision(Situation situation, Choice choice, Instant now) {
    Policy.Standing made = standing.get().of(choice);
    CoordinationClass band = CoordinationClass.band(choice.n());
    return new Decision(
        null,
        null,
        null,
        now,
        FeatureName.FEATURES_VERSION,
        situation.features(),
        situation.masked(),
        choice.propensities(),
        choice.n(),
        band,
        band.topology(),
        choice.model(),
        choice.provenance(),
        choice.utilityVersion(),
        made.mode(),
        made.reason(),
        choice.curve(),
        choice.contributions(),
        choice.because(),
        choice.promise(),
        choice.trial(),
        choice.arm());
  }

  /** The same decision with the ids under which it is stored; recorded advice has no task. */
  static Decision stored(
      Decision advice, DecisionId id, @Nullable TaskId task, @Nullable AttemptId attempt) {
    return new Decision(
        id,
        task,
        attempt,
        advice.at(),
        advice.featuresVersion(),
        advice.features(),
        advice.mask(),
        advice.propensities(),
        advice.agents(),
        advice.coordinationClass(),
        advice.topology(),
        advice.model(),
        advice.provenance(),
        advice.utilityVersion(),
        advice.mode(),
        advice.modeReason(),
        advice.curve(),
        advice.contributions(),
        advice.because(),
        advice.promise(),
        advice.trial(),
        advice.arm());
  }

  /** For how many agents there is memory beside those that are bound and have not begun. */
  private @Nullable Long room(Tx tx, MachineReading machine, long need, int kept) {
    Long available = machine.memoryAvailable();
    return available == null
        ? null
        : Long.valueOf(
            (available - limits.memoryReserve()) / need - tx.slots().boundCount() - kept);
  }

  /** The 95th percentile of what agents of this kind were measured to need, or the default. */
  private long memoryPerAgent(Tx tx, String kind) {
    List<Long> peaks = tx.slots().peakMemory(kind, PEAKS).stream().sorted().toList();
    if (peaks.isEmpty()) {
      return limits.memoryPerAgent();
    }
    int rank = (int) Math.ceil(.95 * peaks.size()) - 1;
    return Math.max(1, peaks.get(rank));
  }

  private static String megabytes(long bytes) {
    return Math.round(bytes / 1e6) + " MB";
  }
}
