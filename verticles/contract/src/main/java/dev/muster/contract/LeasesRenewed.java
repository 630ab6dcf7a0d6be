package dev.muster.contract;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The leases that go on, and the files that the asker did not hold. */
public record LeasesRenewed(
    List<FileLease> leases, List<FileKey> unheld, List<FileLease> expired, @Nullable String text)
    implements Reply {
  public LeasesRenewed {
    leases = List.copyOf(leases);
    unheld = List.copyOf(unheld);
    expired = List.copyOf(expired);
  }
}
