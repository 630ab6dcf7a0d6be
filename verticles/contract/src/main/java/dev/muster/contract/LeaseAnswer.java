package dev.muster.contract;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Leases that were granted, or who stands in the way. {@code held} are leases of others in the same
 * worktree, which deny; {@code beside} those in other worktrees, which warn; {@code expired} those
 * that the asker lost since its last call; {@code text} is written for the model.
 */
public record LeaseAnswer(
    boolean granted,
    List<FileLease> leases,
    List<FileLease> held,
    List<FileLease> beside,
    List<FileLease> expired,
    boolean cycle,
    int denials,
    @Nullable String text)
    implements Reply {
  public LeaseAnswer {
    leases = List.copyOf(leases);
    held = List.copyOf(held);
    beside = List.copyOf(beside);
    expired = List.copyOf(expired);
  }
}
