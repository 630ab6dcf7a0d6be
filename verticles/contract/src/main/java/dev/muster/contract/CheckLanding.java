package dev.muster.contract;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Ask whether these files may land for this holder; without one, for whoever works in the worktree.
 */
public record CheckLanding(@Nullable Holder holder, List<FileKey> files) implements Request {
  public CheckLanding {
    files = NewTask.bounded("files", files);
  }
}
