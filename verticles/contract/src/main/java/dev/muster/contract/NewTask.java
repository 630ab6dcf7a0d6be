package dev.muster.contract;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a submitter says of a task. Only {@code text} is required; {@code agents} pins n, {@code
 * parts} says into how many independent parts the work falls, {@code value} weighs success.
 */
public record NewTask(
    String type,
    String text,
    Double value,
    @Nullable String repo,
    List<String> files,
    Integer priority,
    @Nullable Instant deadline,
    List<String> capabilities,
    @Nullable String language,
    List<TaskId> dependsOn,
    @Nullable Integer agents,
    @Nullable Integer parts,
    Source source) {

  /** Bounds of a task's lists; a longer list is refused. */
  static final int LIST_MAX = 1000;

  public NewTask {
    if (text == null || text.isBlank()) {
      throw new IllegalArgumentException("text must not be empty");
    }
    type = type == null ? "task" : type;
    value = value == null ? 1.0 : value;
    priority = priority == null ? 0 : priority;
    source = source == null ? Source.SUBMITTED : source;
    require(value > 0 && value <= 1e6, "value must be > 0 and <= 1e6", value);
    require(priority >= -100 && priority <= 100, "priority must be in -100..100", priority);
    require(agents == null || (agents >= 1 && agents <= 8), "agents must be in 1..8", agents);
    require(parts == null || (parts >= 1 && parts <= 1000), "parts must be in 1..1000", parts);
    require(source != Source.SESSION, "source must be submitted or replay", source);
    type = word("type", type);
    files = bounded("files", files);
    capabilities = bounded("capabilities", capabilities);
    dependsOn = bounded("depends_on", dependsOn);
  }

  /** A task of which only the text is said. */
  public static NewTask of(String text) {
    return new NewTask(
        "task",
        text,
        1.0,
        null,
        List.of(),
        0,
        null,
        List.of(),
        null,
        List.of(),
        null,
        null,
        Source.SUBMITTED);
  }

  private static String word(String name, String value) {
    require(!value.isBlank() && value.length() <= 64, name + " must have 1..64 characters", value);
    return value;
  }

  static <T> List<T> bounded(String name, @Nullable List<T> list) {
    if (list == null) {
      return List.of();
    }
    require(list.size() <= LIST_MAX, name + " must have at most " + LIST_MAX, list.size());
    return List.copyOf(list);
  }

  private static void require(boolean right, String rule, @Nullable Object found) {
    if (!right) {
      throw new IllegalArgumentException(rule + ", was " + found);
    }
  }
}
