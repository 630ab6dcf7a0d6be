package dev.muster.host.plugin.cli;

import dev.muster.host.cli.ExitCode;
import dev.muster.host.cli.Refusal;
import dev.muster.plugin.HookInput;
import dev.muster.plugin.Phase;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** One input for each phase, as a host gave it; or a person's own from a folder. */
final class RecordedInputs {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private final @Nullable Path own;

  /** A folder with files like {@code pre_edit.json}, each in place of the recorded one. */
  RecordedInputs(@Nullable Path own) {
    this.own = own;
  }

  HookInput of(Phase phase) {
    String name = phase + ".json";
    try {
      if (own != null && Files.exists(own.resolve(name))) {
        return read(Files.readAllBytes(own.resolve(name)), phase, own.resolve(name).toString());
      }
      try (InputStream in = RecordedInputs.class.getResourceAsStream("/plugin-inputs/" + name)) {
        if (in == null) {
          throw new IllegalStateException("no input was recorded for " + phase);
        }
        return read(in.readAllBytes(), phase, name);
      }
    } catch (IOException failure) {
      throw new Refusal(ExitCode.NOT_PERMITTED, "cannot read " + name + ": " + failure);
    }
  }

  private static HookInput read(byte[] text, Phase phase, String where) {
    try {
      return JSON.readValue(text, phase.input());
    } catch (JacksonException wrong) {
      throw new Refusal(
          ExitCode.USAGE,
          where + " must be the input of " + phase + ": " + wrong.getOriginalMessage());
    }
  }
}
