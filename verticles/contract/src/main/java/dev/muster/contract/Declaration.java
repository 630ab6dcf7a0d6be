package dev.muster.contract;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an agent said that it will edit, in one worktree. It belongs to a task or to a session and
 * ends with it; {@code readOnly} overlaps with nothing.
 */
public record Declaration(
    DeclarationId id,
    String repo,
    String worktree,
    Holder holder,
    String agent,
    @Nullable TaskId taskId,
    @Nullable String intent,
    boolean readOnly,
    List<DeclaredFile> files,
    DeclarationState state,
    Instant at,
    @Nullable Instant until) {
  public Declaration {
    files = List.copyOf(files);
  }
}
