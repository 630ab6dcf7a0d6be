package dev.muster.contract;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether files may land: {@code foreign} are leases of others on them. */
public record LandingChecked(Landing landing, List<FileLease> foreign, @Nullable String text)
    implements Reply {
  public LandingChecked {
    foreign = List.copyOf(foreign);
  }
}
