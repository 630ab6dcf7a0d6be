package dev.muster.coordination;

import dev.muster.bus.Digest;
import dev.muster.contract.Agent;
import dev.muster.contract.AgentId;
import dev.muster.contract.AgentState;
import dev.muster.contract.CloseSession;
import dev.muster.contract.DeclarationState;
import dev.muster.contract.DescribeSession;
import dev.muster.contract.FailureCode;
import dev.muster.contract.OpenSession;
import dev.muster.contract.PromptSession;
import dev.muster.contract.Refused;
import dev.muster.contract.ReportEvidence;
import dev.muster.contract.Session;
import dev.muster.contract.SessionAnswer;
import dev.muster.contract.SessionList;
import dev.muster.contract.Task;
import dev.muster.contract.TaskId;
import dev.muster.coordination.declare.SessionWords;
import dev.muster.store.SessionRows;
import dev.muster.store.Tx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which sessions of coding agents are open, as agents that are never given a slot. */
final class SessionBook {
  /** A sign of life is written at most so often. */
  private static final Duration SEEN_EACH = Duration.ofSeconds(5);

  private static final String IDLE = "idle";
  private static final int NAME_MAX = 8;

  private final SessionLimits limits;
  private final RandomGenerator random;
  private final SessionTasks tasks;

  SessionBook(SessionLimits limits, RandomGenerator random, SessionTasks tasks) {
    this.limits = limits;
    this.random = random;
    this.tasks = tasks;
  }

  /** Takes a session in, or notes that it goes on; says who else works in its repository. */
  SessionAnswer open(Tx tx, OpenSession request, Instant now) {
    SessionRows.Known known = tx.sessions().find(request.session());
    AgentId agent = known == null ? agent(tx, request, now) : known.session().agentId();
    tx.sessions().open(request, agent, now);
    boolean back = Objects.requireNonNull(tx.agents().find(agent)).state() == AgentState.OFFLINE;
    tx.agents().seen(agent, now);
    if (known == null || back) {
      tell(tx, known == null ? "registered" : "returned", request.session(), agent, now);
    }
    tx.declarations().keep(request.session(), now.plus(limits.declared()));
    Session session = require(tx, request.session()).session();
    return answer(tx, session, session.taskId(), context(tx, session));
  }

  /** The session's task begins or goes on; it is asked to declare its files. */
  SessionAnswer prompt(Tx tx, PromptSession request, Instant now) {
    Session before = heard(tx, request.session(), true, now).session();
    if (before.taskId() == null) {
      tasks.open(tx, before, request, now);
    }
    Session session = require(tx, request.session()).session();
    boolean declared = !tx.declarations().ofSession(session.session()).isEmpty();
    String text =
        session.repo() == null ? null : SessionWords.prompt(context(tx, session), declared);
    return answer(tx, session, session.taskId(), text);
  }

  /** Concludes what can be concluded of the session's task. */
  SessionAnswer evidence(Tx tx, ReportEvidence found, Instant now) {
    tasks.evidence(tx, heard(tx, found.session(), false, now), found, now);
    SessionRows.Known known = require(tx, found.session());
    return answer(tx, known.session(), known.latest(), null);
  }

  /** The session stopped answering for now, and lives. */
  SessionAnswer rest(Tx tx, String name, Instant now) {
    Session session = heard(tx, name, false, now).session();
    return answer(tx, session, session.taskId(), null);
  }

  /** Ends the session and its task. */
  SessionAnswer close(Tx tx, CloseSession request, Instant now) {
    SessionRows.Known known = require(tx, request.session());
    if (known.closedAt() == null) {
      String reason = request.reason();
      end(tx, known, reason == null || reason.isBlank() ? "closed" : reason, now);
    }
    SessionAnswer answer = answer(tx, known.session(), known.latest(), null);
    vanish(tx, known.session());
    return answer;
  }

  /** Closes the sessions that said nothing for too long; how many. */
  int idle(Tx tx, Instant now) {
    List<SessionRows.Known> idle = tx.sessions().idle(now.minus(limits.idle()));
    for (SessionRows.Known known : idle) {
      end(tx, known, IDLE, now);
      vanish(tx, known.session());
    }
    return idle.size();
  }

  /** The open sessions of that name and in that worktree, where named. */
  static SessionList describe(Tx tx, DescribeSession request) {
    String name = request.session();
    return new SessionList(
        tx.sessions().open(null, request.worktree()).stream()
            .filter(session -> name == null || name.equals(session.session()))
            .toList());
  }

  /**
   * The session, with this call as a sign of life. One that was closed for its silence was not at
   * its end; one that ended goes on only when it is {@code prompted}.
   */
  SessionRows.Known heard(Tx tx, String name, boolean prompted, Instant now) {
    SessionRows.Known known = require(tx, name);
    boolean closed = known.closedAt() != null;
    if (closed && !prompted && !IDLE.equals(known.closedWhy())) {
      return known;
    }
    AgentId agent = known.session().agentId();
    if (closed && tx.sessions().reopen(name, now)) {
      tx.agents().seen(agent, now);
      tell(tx, "returned", name, agent, now);
    } else if (tx.sessions().seen(name, now, now.minus(SEEN_EACH))) {
      tx.agents().seen(agent, now);
      tx.declarations().keep(name, now.plus(limits.declared()));
    }
    return known;
  }

  /** Ends a session with its task and all that it declared. */
  void end(Tx tx, SessionRows.Known known, String why, Instant now) {
    Session session = known.session();
    tasks.leave(tx, known, "the session ended: " + why, now);
    tx.declarations()
        .ofSession(session.session())
        .forEach(active -> Parking.end(tx, active, DeclarationState.ACTIVE, "ended", now));
    tx.sessions().close(session.session(), why, now);
    tx.agents().depart(session.agentId());
    tell(tx, "went_offline", session.session(), session.agentId(), now);
  }

  /** Nobody is told of the sessions that the proof of hooks makes up. */
  private static void tell(Tx tx, String cause, String session, AgentId agent, Instant now) {
    if (!Session.proof(session)) {
      Outbox.agent(tx, cause, agent, now);
    }
  }

  /** A session of the proof goes with its agent once it ended; others stay for the pages. */
  private static void vanish(Tx tx, Session session) {
    if (Session.proof(session.session())) {
      tx.sessions().remove(session.session());
      tx.agents().remove(session.agentId());
    }
  }

  private static SessionRows.Known require(Tx tx, String session) {
    SessionRows.Known known = tx.sessions().find(session);
    if (known == null) {
      throw new Refused(
          FailureCode.NOT_FOUND, "there is no session " + session + ": open it first");
    }
    return known;
  }

  /** An agent of the session's own; its name says whose it is, longer where that is taken. */
  private AgentId agent(Tx tx, OpenSession request, Instant now) {
    String session = request.session();
    String digest = Digest.of(session);
    String safe = session.replaceAll("[^A-Za-z0-9_-]", "");
    String start = safe.isEmpty() ? digest : safe;
    String name = request.vendor() + "-" + start.substring(0, Math.min(NAME_MAX, start.length()));
    return Stream.of(name, name + "-" + digest.substring(0, NAME_MAX), name + "-" + digest)
        .map(free -> joined(tx, free, request, now))
        .flatMap(Stream::ofNullable)
        .findFirst()
        .orElseThrow(() -> new Refused(FailureCode.CONFLICT, name + " is another agent's name"));
  }

  private @Nullable AgentId joined(Tx tx, String name, OpenSession request, Instant now) {
    AgentId id = AgentId.next(now, random);
    tx.agents().join(id, name, request.session(), request.vendor(), now);
    Agent agent = Objects.requireNonNull(tx.agents().named(name));
    boolean own = agent.interactive() && request.session().equals(tx.agents().instance(name));
    return own ? agent.id() : null;
  }

  private static @Nullable String context(Tx tx, Session session) {
    String repo = session.repo();
    return repo == null
        ? null
        : SessionWords.context(
            session.session(),
            session.worktree(),
            tx.sessions().open(repo, null),
            tx.leases().live(repo),
            tx.declarations().live(repo));
  }

  private static SessionAnswer answer(
      Tx tx, Session session, @Nullable TaskId of, @Nullable String text) {
    Agent agent = Objects.requireNonNull(tx.agents().find(session.agentId()));
    Task task = of == null ? null : tx.tasks().find(of);
    return new SessionAnswer(
        agent, task == null ? null : task.id(), task == null ? null : task.state(), text);
  }
}
