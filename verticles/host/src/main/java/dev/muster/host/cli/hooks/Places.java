package dev.muster.host.cli.hooks;

import java.nio.file.Path;
import java.util.Map;

/** Where a person's settings are: the home folder and the environment that may say otherwise. */
record Places(Path home, Map<String, String> environment) {
  Places {
    environment = Map.copyOf(environment);
  }

  static Places ofProcess() {
    return new Places(Path.of(System.getProperty("user.home")), System.getenv());
  }

  /** The folder that a variable names, else the one in the home folder. */
  Path folder(String variable, String inHome) {
    String named = environment.getOrDefault(variable, "");
    return named.isBlank() ? home.resolve(inHome) : Path.of(named).toAbsolutePath().normalize();
  }
}
