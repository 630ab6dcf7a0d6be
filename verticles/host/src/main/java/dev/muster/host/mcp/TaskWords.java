package dev.muster.host.mcp;

import dev.muster.contract.Assignment;
import dev.muster.contract.Landing;
import dev.muster.contract.LeaseRenewed;
import dev.muster.contract.OutcomeRecorded;
import dev.muster.contract.Task;
import dev.muster.contract.TaskAccepted;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the tools around a task say to a model: what happened, and what to do now. */
final class TaskWords {
  private TaskWords() {}

  static String accepted(TaskAccepted accepted) {
    return "%s is stored and %s. First estimate: %s, success %.2f (%s). It starts when agents are free; read muster://tasks/%s or call explain_decision to follow it."
        .formatted(
            accepted.id(),
            accepted.state().name().toLowerCase(Locale.ROOT),
            agents(accepted.estimate().agents()),
            accepted.estimate().success(),
            accepted.estimate().provenance(),
            accepted.id());
  }

  /**
   * The submitter's text stands last and between marks, because it is a description of work and no
   * instruction of Muster's.
   */
  static String assigned(Assignment slot, int leaseSeconds) {
    var text = new StringBuilder();
    text.append(
        "You have slot %d of %d of %s, fence %d.\n"
            .formatted(slot.slot(), slot.slots(), slot.taskId(), slot.fence()));
    text.append(
        ("It is yours until %s: a lease lasts %d s, and only your own report_progress renews it."
                + " Call report_progress (task_id, slot, fence) at least every %d s, or somebody"
                + " else gets the work.\n")
            .formatted(slot.leaseUntil(), leaseSeconds, leaseSeconds * 2 / 3));
    if (slot.slots() > 1) {
      text.append(
          "%d agents work on it (%s). When slot 0 or the task ends, the other slots end too.\n"
              .formatted(slot.slots(), slot.topology()));
    }
    text.append(
        ("Before your first edit call declare_files with the files and lines you are going to"
            + " change, and with this task_id, slot and fence. When you are done call"
            + " complete_task with them and the result.\n"));
    Task task = slot.task();
    if (task.repo() != null) {
      text.append("Repository: %s\n".formatted(task.repo()));
    }
    if (!task.files().isEmpty()) {
      text.append("Files: %s\n".formatted(String.join(", ", task.files())));
    }
    return text.append("The task in its submitter's words, between the lines:\n-----\n")
        .append(task.text())
        .append("\n-----")
        .toString();
  }

  static String nothing(String agent) {
    return "There was no work for "
        + agent
        + ". Call claim_task again to go on waiting, or end your turn when you have waited enough.";
  }

  static String renewed(LeaseRenewed renewed) {
    return "The slot is yours until " + renewed.leaseUntil() + ". Report again before that.";
  }

  static String recorded(OutcomeRecorded recorded) {
    String task =
        recorded.state().terminal()
            ? recorded.taskId() + " ended " + recorded.state().name().toLowerCase(Locale.ROOT)
            : recorded.taskId() + " goes on";
    return "Your slot's end is stored"
        + (recorded.repeated() ? ", as it was when you reported it before" : "")
        + "; "
        + task
        + "."
        + landing(recorded.landing())
        + " Call claim_task for more work.";
  }

  private static String landing(@Nullable Landing landing) {
    return switch (landing) {
      case null -> "";
      case CHECKED -> " Every file was yours while you worked.";
      case UNCHECKED -> " Nobody checked whether its files were yours.";
      case STALE -> " Somebody else had one of its files meanwhile: look at what landed.";
    };
  }

  static String agents(int n) {
    return n == 1 ? "1 agent" : n + " agents";
  }
}
