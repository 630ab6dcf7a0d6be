package dev.muster.contract;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Give leases up: those of {@code holder}, of these files of it, or those with these ids whoever
 * holds them.
 */
public record ReleaseLeases(
    @Nullable Holder holder, List<FileKey> files, List<LeaseId> ids, @Nullable String reason)
    implements Request {
  public ReleaseLeases {
    files = NewTask.bounded("files", files);
    ids = NewTask.bounded("ids", ids);
    if (holder == null && ids.isEmpty()) {
      throw new IllegalArgumentException("holder or ids must be named");
    }
  }
}
