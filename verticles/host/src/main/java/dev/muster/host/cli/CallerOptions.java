package dev.muster.host.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/**
 * Whose call it is, used as {@code @Mixin}: a session that was named, else the one that the agent's
 * shell tells of, else the slot of {@code agent run}. Without any the host takes the only session
 * that works in this folder's checkout.
 */
final class CallerOptions {
  /** Set by a person or script, by Claude Code and by Codex in the shells that they start. */
  private static final List<String> SESSION_VARIABLES =
      List.of("MUSTER_SESSION", "CLAUDE_CODE_SESSION_ID", "CODEX_SESSION_ID", "CODEX_THREAD_ID");

  @Option(
      names = "--session",
      paramLabel = "ID",
      description = "The agent's session (MUSTER_SESSION; default: the one of this shell).")
  private @Nullable String session;

  /** The slot that this process works on, when {@code agent run} started it. */
  record TaskSlot(String task, int slot, long fence) {}

  static Optional<TaskSlot> taskSlot() {
    String task = System.getenv("MUSTER_TASK_ID");
    String slot = System.getenv("MUSTER_SLOT");
    String fence = System.getenv("MUSTER_FENCE");
    boolean known =
        task != null
            && slot != null
            && fence != null
            && slot.matches("[0-9]{1,3}")
            && fence.matches("[0-9]{1,18}");
    return known
        ? Optional.of(new TaskSlot(task, Integer.parseInt(slot), Long.parseLong(fence)))
        : Optional.empty();
  }

  Optional<String> session() {
    if (session != null) {
      return Optional.of(session);
    }
    return SESSION_VARIABLES.stream()
        .map(System::getenv)
        .filter(value -> value != null && !value.isBlank())
        .findFirst()
        .or(() -> taskSlot().map(slot -> slot.task() + "." + slot.slot()));
  }

  /** A body that says the session, if one is known, and the folder. */
  ObjectNode body() {
    ObjectNode body = JsonText.object();
    session().ifPresent(id -> body.put("session", id));
    return body.put("cwd", Path.of("").toAbsolutePath().toString());
  }
}
