package dev.muster.coordination;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.contract.AgentId;
import dev.muster.contract.Assignment;
import dev.muster.contract.ClaimSlot;
import dev.muster.contract.FailureCode;
import dev.muster.contract.Heartbeat;
import dev.muster.contract.OutcomeRecorded;
import dev.muster.contract.Refused;
import dev.muster.contract.RegisterAgent;
import dev.muster.contract.RenewSlot;
import dev.muster.contract.ReportProgress;
import dev.muster.contract.Result;
import dev.muster.contract.Source;
import dev.muster.contract.SubmitTask;
import dev.muster.contract.TaskId;
import dev.muster.store.Tx;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** A submitter, some agents and a host that do at random what they may and may not do. */
final class RandomLife {
  private static final List<String> NAMES = List.of("ann", "bob", "cid", "dan", "eve");
  private static final List<Result> REPORTS =
      List.of(
          Result.SUCCEEDED,
          Result.SUCCEEDED,
          Result.FAILED,
          Result.CONFLICT,
          Result.PREDECESSOR,
          Result.PREDECESSOR,
          Result.PARKED,
          Result.HANDED_BACK,
          Result.UNKNOWN);

  /** After so many steps all tasks are looked at, not only those that something happened to. */
  private static final int WHOLE_EACH = 30;

  /** All waits and declarations are looked at so often. */
  private static final int WAITS_EACH = 4;

  private final Random random;
  private final LifeInvariants invariants = new LifeInvariants();
  private final Wanting policy = new Wanting();
  private final List<TaskId> tasks = new ArrayList<>();
  private final Map<String, AgentId> agents = new HashMap<>();
  private final Map<String, Integer> instances = new HashMap<>();
  private final List<Assignment> held = new ArrayList<>();
  private final Set<Long> handedOut = new HashSet<>();
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private Cores cores;
  private int steps;

  /** The cores of one host under one epoch. */
  private record Cores(
      Submissions submissions,
      Claims claims,
      Endings endings,
      Reports reports,
      Fleet fleet,
      Admission admission,
      RandomSessions sessions) {}

  RandomLife(long seed, Tx tx) {
    random = new Random(seed);
    invariants.start(tx);
    cores = started(tx);
  }

  private Cores started(Tx tx) {
    Limits limits = Swarm.LIMITS;
    var endings = new Endings(limits, random);
    var scheduler = new Admission.Scheduler("random", tx.takeScheduler("random", "test"));
    tx.slots().rebind(now);
    var parking = new Parking(SessionLimits.DEFAULT, endings);
    return new Cores(
        new Submissions(limits, Policy.of(policy), random, endings),
        new Claims(limits, Policy.of(policy).standing()),
        endings,
        new Reports(endings),
        new Fleet(
            "random",
            limits,
            random,
            endings,
            SessionLimits.DEFAULT.fileRules(),
            () -> Policy.Standing.NO_MODEL),
        new Admission(limits, Policy.of(policy), random, parking, scheduler),
        new RandomSessions(random, policy, endings, parking));
  }

  /** Does one thing and checks what must be true after it; the answer is what it did. */
  String step(Tx tx) {
    String what;
    try {
      what = act(tx);
    } catch (Refused refused) {
      FailureCode code = refused.failure().code();
      assertTrue(code == FailureCode.CONFLICT || code == FailureCode.STALE_FENCE, code::name);
      what = "refused " + code;
    }
    invariants.check(tx, ++steps % WHOLE_EACH == 0);
    if (steps % WAITS_EACH == 0) {
      WaitInvariants.check(tx, now);
    }
    return what;
  }

  private String act(Tx tx) {
    return switch (random.nextInt(20)) {
      case 0, 1, 2 -> submit(tx);
      case 3, 4 -> admit(tx);
      case 5, 6, 7 -> claim(tx);
      case 8, 9, 10 -> report(tx);
      case 11 -> keep(tx);
      case 12 -> pass(Duration.ofMillis(random.nextInt(3_000)));
      case 13 -> sweep(tx);
      case 14 -> register(tx);
      case 15, 16 -> cores.sessions().step(tx, now);
      case 17, 18 -> declare(tx);
      default -> rare(tx);
    };
  }

  private String rare(Tx tx) {
    return switch (random.nextInt(6)) {
      case 0, 1 -> cancel(tx);
      case 2 -> pass(Duration.ofSeconds(random.nextInt(90)));
      case 3 -> silence(tx);
      case 4 -> heartbeat(tx);
      default -> restart(tx);
    };
  }

  private String submit(Tx tx) {
    Draft draft = Draft.of("task " + tasks.size()).priority(random.nextInt(3));
    if (!tasks.isEmpty() && random.nextInt(3) == 0) {
      draft = draft.after(any(tasks), any(tasks));
    }
    draft = random.nextInt(4) == 0 ? draft.pinned(1 + random.nextInt(4)) : draft;
    draft = random.nextInt(4) == 0 ? draft.parts(1 + random.nextInt(4)) : draft;
    draft = random.nextInt(6) == 0 ? draft.from(Source.REPLAY) : draft;
    draft = random.nextInt(6) == 0 ? draft.needs("java") : draft;
    tasks.add(cores.submissions().submit(tx, new SubmitTask(draft.task(), null), 0, now).id());
    return "submit " + draft;
  }

  private String admit(Tx tx) {
    policy.agents(1 + random.nextInt(4));
    return "admit " + cores.admission().admit(tx, MachineReading.UNKNOWN, null, now);
  }

  private String claim(Tx tx) {
    if (agents.isEmpty()) {
      return register(tx);
    }
    AgentId agent = any(List.copyOf(agents.values()));
    if (!(cores.claims().claim(tx, new ClaimSlot(agent), now) instanceof Assignment slot)) {
      return "claim of nothing";
    }
    if (handedOut.add(slot.fence())) {
      invariants.fresh(slot.fence());
      held.add(slot);
    }
    return "claim " + slot.fence();
  }

  private String report(Tx tx) {
    if (held.isEmpty()) {
      return claim(tx);
    }
    Assignment slot = any(held);
    Result result = any(REPORTS);
    TaskId[] before =
        result == Result.PREDECESSOR && random.nextBoolean()
            ? new TaskId[] {any(tasks), any(tasks)}
            : new TaskId[0];
    var report = Swarm.outcome(slot, result, null, before);
    OutcomeRecorded recorded = cores.reports().report(tx, report, now).recorded();
    if (recorded != null) {
      OutcomeRecorded again = cores.reports().report(tx, report, now).recorded();
      assertEquals(true, again != null && again.repeated(), "a report may be repeated");
    }
    return "report " + slot.fence() + " " + result + (recorded == null ? " in vain" : "");
  }

  private String declare(Tx tx) {
    return held.isEmpty() || random.nextInt(3) == 0
        ? cores.sessions().declare(tx, now)
        : cores.sessions().declare(tx, held.getLast(), now);
  }

  private String keep(Tx tx) {
    if (held.isEmpty()) {
      return claim(tx);
    }
    Assignment slot = any(held);
    if (random.nextBoolean()) {
      cores.claims().renew(tx, new RenewSlot(slot.taskId(), slot.slot(), slot.fence()), now);
      return "renew " + slot.fence();
    }
    var progress = new ReportProgress(slot.taskId(), slot.slot(), slot.fence(), 50, null);
    cores.claims().progress(tx, progress, now);
    return "progress " + slot.fence();
  }

  private String pass(Duration time) {
    now = now.plus(time);
    return "pass " + time;
  }

  private String sweep(Tx tx) {
    return "expire " + (cores.endings().expire(tx, now) + cores.sessions().sweep(tx, now));
  }

  private String silence(Tx tx) {
    return "silence " + cores.fleet().silence(tx, now.plus(Swarm.LIMITS.silentAfter()));
  }

  private String register(Tx tx) {
    String name = any(NAMES);
    int instance = instances.merge(name, random.nextInt(2), Integer::sum);
    List<String> words = random.nextBoolean() ? List.of("java") : List.of();
    var request = new RegisterAgent(name, name + instance, "exec", words, words);
    agents.put(name, cores.fleet().register(tx, request, now).id());
    return "register " + request;
  }

  private String heartbeat(Tx tx) {
    String name = any(NAMES);
    AgentId agent = agents.get(name);
    if (agent == null) {
      return "nobody lives";
    }
    String instance = name + instances.get(name);
    return "heartbeat "
        + cores.fleet().heartbeat(tx, new Heartbeat(agent, instance, null, null), now);
  }

  private String cancel(Tx tx) {
    if (tasks.isEmpty()) {
      return "nothing to cancel";
    }
    return "cancel " + cores.submissions().cancel(tx, any(tasks), now);
  }

  private String restart(Tx tx) {
    Cores older = cores;
    cores = started(tx);
    assertEquals(0, older.admission().admit(tx, MachineReading.UNKNOWN, null, now), "overtaken");
    return "restart";
  }

  /** After the longest wait there is, nothing waits for what somebody declared. */
  void finish(Tx tx) {
    now = now.plus(SessionLimits.DEFAULT.parkMax());
    WaitInvariants.checkEnd(tx, now);
  }

  private <T> T any(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
