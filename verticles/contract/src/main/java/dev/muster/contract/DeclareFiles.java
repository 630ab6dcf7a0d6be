package dev.muster.contract;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Say which files will be edited, with lines when known. A scheduled agent names its task, slot and
 * fence and may be parked.
 */
public record DeclareFiles(
    Holder holder,
    @Nullable String agent,
    String repo,
    String worktree,
    List<DeclaredFile> files,
    @Nullable String intent,
    @Nullable Boolean readOnly,
    @Nullable TaskId taskId,
    @Nullable Integer slot,
    @Nullable Long fence)
    implements Request {
  public DeclareFiles {
    holder = Message.required("holder", holder);
    repo = Message.required("repo", repo);
    worktree = Message.required("worktree", worktree);
    files = NewTask.bounded("files", files);
    intent = Message.said(intent);
    if (taskId != null && (slot == null || fence == null)) {
      throw new IllegalArgumentException("task_id needs slot and fence");
    }
  }
}
