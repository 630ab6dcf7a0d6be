package dev.muster.contract;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something an outcome can be concluded from: a commit with the files it holds, a test command with
 * its exit code, or a word with its result.
 */
public record ReportEvidence(
    String session,
    EvidenceKind kind,
    @Nullable Integer exitCode,
    @Nullable String commit,
    List<FileKey> files,
    @Nullable Result result,
    @Nullable Landing landing)
    implements Request {
  public ReportEvidence {
    session = Holder.of(session).session();
    kind = Message.required("kind", kind);
    files = NewTask.bounded("files", files);
    if (kind == EvidenceKind.TEST && exitCode == null) {
      throw new IllegalArgumentException("a test needs exit_code");
    }
    if (kind == EvidenceKind.DONE && result != Result.SUCCEEDED && result != Result.FAILED) {
      throw new IllegalArgumentException(
          "done needs the result succeeded or failed, was " + result);
    }
  }
}
