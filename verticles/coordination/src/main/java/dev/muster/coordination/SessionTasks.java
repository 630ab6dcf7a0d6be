package dev.muster.coordination;

import dev.muster.contract.Attempt;
import dev.muster.contract.AttemptId;
import dev.muster.contract.Choice;
import dev.muster.contract.CoordinationClass;
import dev.muster.contract.Decision;
import dev.muster.contract.DecisionId;
import dev.muster.contract.Estimate;
import dev.muster.contract.Landing;
import dev.muster.contract.PromptSession;
import dev.muster.contract.Provenance;
import dev.muster.contract.ReportEvidence;
import dev.muster.contract.Result;
import dev.muster.contract.Session;
import dev.muster.contract.Situation;
import dev.muster.contract.Source;
import dev.muster.contract.Task;
import dev.muster.contract.TaskId;
import dev.muster.contract.TaskState;
import dev.muster.contract.TaskSummary;
import dev.muster.store.SessionRows;
import dev.muster.store.SlotRows;
import dev.muster.store.Tx;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The tasks of sessions: nobody schedules them; each runs from a prompt until there is evidence of
 * its end, or its session ends.
 */
final class SessionTasks {
  private static final String TYPE = "session";

  /** The text of a task whose prompt is not stored: the word, and the agent's name. */
  private static final Pattern UNTOLD = Pattern.compile("session [a-z]+-\\S+");

  private static final int COMMIT_SHOWN = 12;

  private final String swarm;
  private final Deciding deciding;
  private final Supplier<MachineReading> machine;
  private final Policy policy;
  private final RandomGenerator random;
  private final Endings endings;

  SessionTasks(
      String swarm,
      Deciding deciding,
      Supplier<MachineReading> machine,
      Policy policy,
      RandomGenerator random,
      Endings endings) {
    this.swarm = swarm;
    this.deciding = deciding;
    this.machine = machine;
    this.policy = policy;
    this.random = random;
    this.endings = endings;
  }

  /**
   * Opens a task that runs already: decided, with its attempt, its slot held by the session under a
   * fence. The slot has no lease, because its end is judged by evidence and by the session's
   * silence; without one no sweep sees it, and a sleep or a restart changes nothing of it.
   */
  void open(Tx tx, Session session, PromptSession prompt, Instant now) {
    var id = TaskId.next(now, random);
    var subject = new FeatureReading.Subject(TYPE, prompt.promptBytes(), session.repo(), null);
    Situation situation = deciding.ofSession(tx, subject, machine.get(), now);
    Choice choice = policy.advises().apply(situation);
    tx.tasks().insert(task(id, session, prompt.text(), choice, now), 0);
    int number = tx.tasks().nextAttempt(id);
    var attempt = AttemptId.next(now, random);
    var decided = DecisionId.next(now, random);
    Decision decision =
        Deciding.stored(deciding.decision(situation, choice, now), decided, id, attempt);
    tx.decisions().insert(decided, id, attempt, decision);
    tx.attempts().open(attempt, id, number, decided, tx.schedulerEpoch(swarm), now);
    tx.slots().bind(attempt, 0, session.agentId(), now);
    tx.slots()
        .claim(new SlotRows.Key(attempt, id, 0, session.agentId()), tx.nextFence(), now, null);
    tx.sessions().begin(session.session(), id);
    Outbox.task(tx, "opened", null, Lifecycle.require(tx, id), now);
    Outbox.decision(tx, decision, now);
    Outbox.attempt(tx, "claimed", attempt, now);
    Outbox.agent(tx, "bound", session.agentId(), now);
  }

  /** Whether nobody stored the prompt that opened the task. */
  static boolean untold(Task task) {
    return task.source() == Source.SESSION && UNTOLD.matcher(task.text()).matches();
  }

  private static Task task(
      TaskId id, Session session, @Nullable String text, Choice choice, Instant now) {
    String said = text == null || text.isBlank() ? "session " + session.agent() : text;
    double success = choice.curve().getFirst().success();
    return new Task(
        id,
        TaskState.RUNNING,
        TYPE,
        TaskSummary.title(said),
        said,
        1.0,
        session.repo(),
        List.of(),
        0,
        null,
        List.of(),
        null,
        List.of(),
        1,
        null,
        Source.SESSION,
        0,
        null,
        null,
        null,
        new Estimate(1, CoordinationClass.CRITICAL, success, Provenance.HEURISTIC),
        now,
        now);
  }

  /** Concludes what this says of the session's tasks; late evidence becomes a label. */
  void evidence(Tx tx, SessionRows.Known known, ReportEvidence found, Instant now) {
    switch (found.kind()) {
      case COMMIT -> committed(tx, known, found, now);
      case TEST -> {
        int exit = Objects.requireNonNull(found.exitCode());
        tx.sessions().tested(known.session().session(), exit);
        if (known.session().taskId() == null) {
          late(tx, known.latest(), "a test command ended " + exit, now);
        }
      }
      case DONE -> {
        Result result = Objects.requireNonNull(found.result());
        conclude(tx, known.latest(), result, "said to be " + result, found.landing(), now);
      }
    }
  }

  /** A commit ends the task whose edits it holds. */
  private void committed(Tx tx, SessionRows.Known known, ReportEvidence found, Instant now) {
    String name = found.commit() == null ? "" : found.commit();
    String commit = "commit " + name.substring(0, Math.min(COMMIT_SHOWN, name.length()));
    Landing landing = found.landing() == null ? Landing.UNCHECKED : found.landing();
    String session = known.session().session();
    found.files().stream()
        .flatMap(file -> tx.edits().landed(session, file, name).stream())
        .distinct()
        .toList()
        .forEach(id -> conclude(tx, id, Result.SUCCEEDED, commit.strip(), landing, now));
  }

  /** Ends the session's open task, if any, by what is known at its end. */
  void leave(Tx tx, SessionRows.Known known, String why, Instant now) {
    Integer exit = known.testExit();
    Result result = exit == null ? Result.UNKNOWN : exit == 0 ? Result.SUCCEEDED : Result.FAILED;
    String message = exit == null ? why : "the last test command ended " + exit;
    TaskId open = known.session().taskId();
    if (open != null) {
      conclude(tx, open, result, message, null, now);
    }
  }

  private void conclude(
      Tx tx,
      @Nullable TaskId id,
      Result result,
      String message,
      @Nullable Landing landing,
      Instant now) {
    Attempt open = id == null ? null : tx.attempts().openOf(id);
    if (open == null) {
      late(tx, id, message, now);
    } else {
      endings.conclude(tx, open, result, message, landing, now);
    }
  }

  private static void late(Tx tx, @Nullable TaskId id, String evidence, Instant now) {
    Stream.ofNullable(id)
        .flatMap(of -> tx.attempts().of(of).stream())
        .forEach(attempt -> tx.outcomes().label(attempt.id(), evidence, now));
  }
}
