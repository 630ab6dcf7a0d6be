package dev.muster.contract;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An alert of a rule as it stands.
 *
 * @param labels what inhibition and silences match, {@code alertname} and {@code severity} among
 *     them
 * @param since when it came into its state
 * @param firingSince when it began to fire, also of one that is resolved; null when it did not
 * @param resolvedAt when it was resolved; null while it is not
 * @param value of the expression's metric; null when it is unknown
 * @param note why the value is unknown or the rule is off; null when neither is so
 * @param inhibitedBy the firing alert because of which nobody is told of this one
 * @param silencedBy the silence because of which nobody is told of it
 */
public record Alert(
    String name,
    Severity severity,
    Map<String, String> labels,
    String expr,
    AlertState state,
    Instant since,
    @Nullable Instant firingSince,
    @Nullable Instant resolvedAt,
    @Nullable Double value,
    @Nullable String note,
    @Nullable String inhibitedBy,
    @Nullable SilenceId silencedBy,
    String summary,
    String description) {
  public Alert {
    name = Message.required("name", name);
    state = Message.required("state", state);
    labels = Map.copyOf(labels);
  }

  /** Whether somebody is to be told of it. */
  public boolean heard() {
    return state == AlertState.FIRING && inhibitedBy == null && silencedBy == null;
  }
}
