package dev.muster.contract;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Files that a session edited; {@code unleased} those among the changes that no lease covered. */
public record RecordEdits(@Nullable Holder holder, List<FileKey> files, List<FileKey> unleased)
    implements Request {
  public RecordEdits {
    files = NewTask.bounded("files", files);
    unleased = NewTask.bounded("unleased", unleased);
  }
}
