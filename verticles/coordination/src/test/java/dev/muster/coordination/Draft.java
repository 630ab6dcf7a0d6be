package dev.muster.coordination;

import dev.muster.contract.NewTask;
import dev.muster.contract.Source;
import dev.muster.contract.TaskId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A task that a test is about to submit; what it does not say has its default. */
record Draft(
    String text,
    int priority,
    List<String> capabilities,
    @Nullable String language,
    List<TaskId> dependsOn,
    @Nullable Integer agents,
    @Nullable Integer parts,
    Source source) {

  static Draft of(String text) {
    return new Draft(text, 0, List.of(), null, List.of(), null, null, Source.SUBMITTED);
  }

  Draft priority(int of) {
    return new Draft(text, of, capabilities, language, dependsOn, agents, parts, source);
  }

  Draft needs(String... words) {
    return new Draft(text, priority, List.of(words), language, dependsOn, agents, parts, source);
  }

  Draft in(String word) {
    return new Draft(text, priority, capabilities, word, dependsOn, agents, parts, source);
  }

  Draft after(TaskId... ids) {
    return new Draft(text, priority, capabilities, language, List.of(ids), agents, parts, source);
  }

  Draft pinned(int n) {
    return new Draft(text, priority, capabilities, language, dependsOn, n, parts, source);
  }

  Draft parts(int count) {
    return new Draft(text, priority, capabilities, language, dependsOn, agents, count, source);
  }

  Draft from(Source of) {
    return new Draft(text, priority, capabilities, language, dependsOn, agents, parts, of);
  }

  NewTask task() {
    return new NewTask(
        "code",
        text,
        1.0,
        null,
        List.of(),
        priority,
        null,
        capabilities,
        language,
        dependsOn,
        agents,
        parts,
        source);
  }
}
