package dev.muster.contract;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What all plugins of one phase said together: amendments in the order of the plugins, and the
 * first veto, after which no later plugin was asked.
 */
public record HookVerdict(
    List<HookAmendment> amendments, @Nullable String vetoedBy, @Nullable String veto) {
  /** Nobody objected and nobody changed anything. */
  public static final HookVerdict PROCEED = new HookVerdict(List.of(), null, null);

  public HookVerdict {
    amendments = List.copyOf(amendments);
  }
}
