package dev.muster.coordination;

import dev.muster.contract.Agent;
import dev.muster.contract.AgentId;
import dev.muster.contract.AgentRegistered;
import dev.muster.contract.AgentSeen;
import dev.muster.contract.FailureCode;
import dev.muster.contract.FileRules;
import dev.muster.contract.FleetPicture;
import dev.muster.contract.Heartbeat;
import dev.muster.contract.ListTasks;
import dev.muster.contract.Refused;
import dev.muster.contract.RegisterAgent;
import dev.muster.contract.TaskDetail;
import dev.muster.contract.TaskId;
import dev.muster.contract.TaskPage;
import dev.muster.contract.TaskSummary;
import dev.muster.store.Tx;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** The agents, and the pictures that people and programs ask for. */
final class Fleet {
  private static final int PICTURE_TASKS = 100;
  private static final int PICTURE_DECISIONS = 20;
  private static final int PICTURE_DENIALS = 50;
  private static final int PICTURE_UNLEASED = 100;

  private final String swarm;
  private final Limits limits;
  private final RandomGenerator random;
  private final Endings endings;
  private final FileRules fileRules;
  private final Supplier<Policy.Standing> standing;

  Fleet(
      String swarm,
      Limits limits,
      RandomGenerator random,
      Endings endings,
      FileRules fileRules,
      Supplier<Policy.Standing> standing) {
    this.swarm = swarm;
    this.limits = limits;
    this.random = random;
    this.endings = endings;
    this.fileRules = fileRules;
    this.standing = standing;
  }

  /** Takes an agent in; a new process of a known one ends what the old process held. */
  AgentRegistered register(Tx tx, RegisterAgent request, Instant now) {
    Agent known = tx.agents().named(request.name());
    if (known != null && known.interactive()) {
      throw new Refused(
          FailureCode.CONFLICT, request.name() + " is a session's name: choose another");
    }
    String before = tx.agents().instance(request.name());
    tx.agents().register(AgentId.next(now, random), request, now);
    Agent agent = Objects.requireNonNull(tx.agents().named(request.name()));
    if (before != null && !before.equals(request.instance())) {
      endings.supersede(tx, agent.id(), now);
    }
    Outbox.agent(tx, "registered", agent.id(), now);
    return new AgentRegistered(
        agent.id(),
        agent.name(),
        (int) limits.heartbeat().toSeconds(),
        (int) limits.lease().toSeconds());
  }

  /** Counts a sign of life. */
  AgentSeen heartbeat(Tx tx, Heartbeat request, Instant now) {
    Agent before = tx.agents().find(request.agent());
    if (before == null) {
      throw new Refused(
          FailureCode.NOT_FOUND, "there is no agent " + request.agent() + ": register first");
    }
    if (!tx.agents().heartbeat(request, now)) {
      throw new Refused(
          FailureCode.CONFLICT, "another process runs as " + before.name() + " since");
    }
    Agent after = Objects.requireNonNull(tx.agents().find(request.agent()));
    if (after.state() != before.state()) {
      Outbox.agent(tx, "returned", after.id(), now);
    }
    return new AgentSeen(after.id(), after.state());
  }

  /** Marks those offline that were silent for too long. */
  int silence(Tx tx, Instant now) {
    List<AgentId> silent = tx.agents().silence(now.minus(limits.silentAfter()));
    silent.forEach(id -> Outbox.agent(tx, "went_offline", id, now));
    return silent.size();
  }

  /** The whole picture of what is committed now. */
  FleetPicture picture(Tx tx, Instant now) {
    Policy.Standing stands = standing.get();
    return new FleetPicture(
        swarm,
        stands.mode(),
        stands.reason(),
        tx.events().newest(),
        now,
        tx.tasks().counts(),
        tx.agents().all(),
        tx.attempts().open(),
        tx.tasks().page(null, null, PICTURE_TASKS, null),
        tx.decisions().latest(PICTURE_DECISIONS),
        tx.leases().live(null),
        tx.declarations().live(null),
        tx.leases().denials(PICTURE_DENIALS),
        tx.edits().unleased(PICTURE_UNLEASED),
        tx.notices().open(),
        fileRules);
  }

  /** One task whole. */
  static TaskDetail detail(Tx tx, TaskId id) {
    return new TaskDetail(Lifecycle.require(tx, id), tx.attempts().of(id), tx.decisions().of(id));
  }

  /** Some tasks, newest first. */
  static TaskPage page(Tx tx, ListTasks request) {
    List<TaskSummary> found =
        tx.tasks().page(request.state(), request.source(), request.limit() + 1, request.after());
    boolean more = found.size() > request.limit();
    List<TaskSummary> tasks = more ? found.subList(0, request.limit()) : found;
    return new TaskPage(tasks, more ? tasks.getLast().id() : null);
  }
}
