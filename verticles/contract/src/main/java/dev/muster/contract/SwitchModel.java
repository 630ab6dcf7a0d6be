package dev.muster.contract;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Change by hand which model serves, or let one be fitted.
 *
 * @param id needed to promote; null pins the champion
 */
public record SwitchModel(Verb verb, @Nullable String id) implements Request {
  public SwitchModel {
    verb = Message.required("verb", verb);
    if (verb == Verb.PROMOTE && id == null) {
      throw new IllegalArgumentException("id is required to promote");
    }
  }

  /** What is to be done. */
  public enum Verb {
    /** Let a kept model serve at once. */
    PROMOTE,
    /** Let the champion before this one serve again. */
    ROLLBACK,
    /** Hold the champion in place: nothing is fitted into it and no canary begins. */
    PIN,
    UNPIN,
    /** Fit the surface and a challenger of another family now. */
    RETRAIN;

    /** As it stands in JSON. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
