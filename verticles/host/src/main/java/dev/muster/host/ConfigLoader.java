package dev.muster.host;

import java.nio.file.Files;
import java.nio.file.Path;

/** Reads the configuration strictly: a key nobody knows stops the start, with file and line. */
final class ConfigLoader {
  private ConfigLoader() {}

  /** What the file says; the defaults when there is none. */
  static Config loadIfPresent(Path file) {
    return Files.notExists(file) ? defaults(Config.class) : load(file);
  }

  /** What the file says, which must be there. */
  static Config load(Path file) {
    return StrictYaml.read(StrictYaml.MAPPER, file, StrictYaml.text(file), Config.class);
  }

  /** A section of which nothing is said. */
  static <T> T defaults(Class<T> section) {
    return StrictYaml.MAPPER.readValue("{}", section);
  }
}
