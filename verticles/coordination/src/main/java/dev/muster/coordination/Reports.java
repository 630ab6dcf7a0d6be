package dev.muster.coordination;

import dev.muster.contract.Attempt;
import dev.muster.contract.FailureCode;
import dev.muster.contract.Landing;
import dev.muster.contract.OutcomeRecorded;
import dev.muster.contract.Refused;
import dev.muster.contract.ReportOutcome;
import dev.muster.contract.Result;
import dev.muster.contract.Slot;
import dev.muster.contract.SlotState;
import dev.muster.contract.Source;
import dev.muster.contract.Task;
import dev.muster.contract.TaskId;
import dev.muster.store.SlotRows;
import dev.muster.store.Tx;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Takes in what agents report of the end of their slots. */
final class Reports {
  private static final Set<Result> OF_SESSIONS =
      Set.of(Result.SUCCEEDED, Result.FAILED, Result.UNKNOWN);

  private final Endings endings;

  Reports(Endings endings) {
    this.endings = endings;
  }

  /** What is answered after the commit: that it is stored, or why it is refused. */
  record Answer(@Nullable OutcomeRecorded recorded, @Nullable Refused refused) {

    /** The answer, or the refusal thrown. */
    OutcomeRecorded orThrow() {
      if (recorded == null) {
        throw Objects.requireNonNull(refused);
      }
      return recorded;
    }

    private static Answer refusing(FailureCode code, String detail) {
      return new Answer(null, new Refused(code, detail));
    }
  }

  /**
   * Ends a slot as its agent reports. What comes late for a known fence, or after a lease was lost,
   * is refused and kept as a label.
   */
  Answer report(Tx tx, ReportOutcome report, Instant now) {
    Task task = Lifecycle.require(tx, report.taskId());
    SlotRows.Key key = tx.slots().fenced(report.taskId(), report.slot(), report.fence());
    if (key == null) {
      return stale(report);
    }
    Attempt attempt = Objects.requireNonNull(tx.attempts().find(key.attempt()));
    Slot slot = attempt.slots().get(key.slot());
    String said = "slot " + key.slot() + " reported " + report.result();
    if (slot.state() == SlotState.ENDED) {
      if (slot.result() != report.result()) {
        tx.outcomes().label(key.attempt(), said + " late", now);
        return stale(report);
      }
      return recorded(tx, key, landing(tx, attempt), true);
    }
    if (task.source() == Source.SESSION && !OF_SESSIONS.contains(report.result())) {
      return Answer.refusing(
          FailureCode.CONFLICT,
          task.id()
              + " is a session's: it ends succeeded, failed or unknown, never to start again");
    }
    Landing landing = landing(tx, attempt);
    if (report.result() == Result.SUCCEEDED && landing == Landing.STALE) {
      tx.outcomes().label(key.attempt(), said + " after it lost a lease", now);
      return Answer.refusing(
          FailureCode.LEASE_LOST,
          "another holder had a file of "
              + task.id()
              + " after its lease was lost: look at that file again, then report conflict or failed");
    }
    tx.slots().evidence(key, report);
    addDependencies(tx, report, now);
    endings.end(tx, key, report.result(), report.message(), now);
    return recorded(tx, key, landing, false);
  }

  /** As its outcome has it once the attempt is closed. */
  private static @Nullable Landing landing(Tx tx, Attempt attempt) {
    return attempt.closedAt() == null
        ? tx.leases().landing(attempt.taskId())
        : tx.outcomes().landing(attempt.id());
  }

  private static Answer stale(ReportOutcome report) {
    return new Answer(null, Claims.stale(report.taskId(), report.slot(), report.fence()));
  }

  private static Answer recorded(
      Tx tx, SlotRows.Key key, @Nullable Landing landing, boolean repeated) {
    boolean closed = Objects.requireNonNull(tx.attempts().find(key.attempt())).closedAt() != null;
    var state = Lifecycle.require(tx, key.task()).state();
    return new Answer(
        new OutcomeRecorded(
            key.task(), key.attempt(), key.slot(), state, closed, repeated, landing),
        null);
  }

  /** Lets the task wait for those that the agent found missing; never in a circle. */
  private static void addDependencies(Tx tx, ReportOutcome report, Instant now) {
    if (report.result() != Result.PREDECESSOR) {
      return;
    }
    for (TaskId before : report.dependsOn()) {
      boolean circle =
          before.equals(report.taskId()) || tx.tasks().dependsOn(before, report.taskId());
      if (!circle && tx.tasks().find(before) != null) {
        tx.tasks().addDependency(report.taskId(), before);
      }
    }
    Parking.untangle(tx, now);
  }
}
