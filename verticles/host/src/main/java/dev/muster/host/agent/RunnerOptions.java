package dev.muster.host.agent;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@code muster agent run} was asked for. */
record RunnerOptions(
    String name,
    String kind,
    List<String> capabilities,
    List<String> languages,
    String exec,
    @Nullable Duration deadline) {

  RunnerOptions {
    capabilities = List.copyOf(capabilities);
    languages = List.copyOf(languages);
  }
}
