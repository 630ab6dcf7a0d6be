package dev.muster.contract;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Take leases on files, all or none; for a file that is held already it asks who holds it. {@code
 * agent} is the name that others are shown.
 */
public record AcquireLeases(
    Holder holder,
    @Nullable String agent,
    List<FileKey> files,
    @Nullable TaskId taskId,
    @Nullable String intent)
    implements Request {
  public AcquireLeases {
    holder = Message.required("holder", holder);
    files = NewTask.bounded("files", files);
    intent = Message.said(intent);
  }
}
