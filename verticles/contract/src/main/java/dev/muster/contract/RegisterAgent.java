package dev.muster.contract;

import java.util.List;

/**
 * Join the fleet. {@code instance} names one process of the agent: another instance under the same
 * name takes the id over, and what the old one held ends as expired.
 */
public record RegisterAgent(
    String name, String instance, String kind, List<String> capabilities, List<String> languages)
    implements Request {
  public RegisterAgent {
    require("name", name);
    require("instance", instance);
    kind = kind == null ? "exec" : kind;
    require("kind", kind);
    capabilities = capabilities == null ? List.of() : List.copyOf(capabilities);
    languages = languages == null ? List.of() : List.copyOf(languages);
  }

  private static void require(String name, String value) {
    if (value == null || value.isBlank() || value.length() > 120) {
      throw new IllegalArgumentException(name + " must have 1..120 characters, was " + value);
    }
  }
}
