package dev.muster.host.plugin.folder;

import dev.muster.plugin.Phase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a plugin says of itself in {@code plugin.yaml}. {@code main} is there for a jar, {@code
 * command} and {@code serve} count for an executable; {@code denies} is {@code on_failure: deny};
 * {@code hearsVetoes} is a jar's. A null timeout means the deadline of the kind.
 */
public record Manifest(
    String id,
    String version,
    List<Phase> phases,
    int order,
    boolean denies,
    boolean overlap,
    @Nullable Duration timeout,
    @Nullable String main,
    List<String> command,
    boolean serve,
    boolean hearsVetoes,
    Map<String, ConfigKey> config) {
  /** The version of the plugin API that this host offers. */
  public static final int API = 1;

  /** The file that says it. */
  public static final String FILE = "plugin.yaml";

  /** Its place in a jar. */
  public static final String FILE_IN_JAR = "META-INF/muster/" + FILE;

  /** What an id may be. */
  public static final String ID_PATTERN = "[a-z0-9][a-z0-9-]{0,63}";

  /** What a version may be: a word of the lock file. */
  static final String VERSION_PATTERN = "[0-9A-Za-z][0-9A-Za-z.+_-]{0,63}";

  public Manifest {
    phases = List.copyOf(phases);
    command = List.copyOf(command);
    config = Map.copyOf(config);
  }
}
