package dev.muster.host.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** What a ready host wrote about itself into {@code host.json} of its data folder. */
public record HostFile(long pid, Instant startedAt, String url, @Nullable Path plugins) {

  /** Reads the file of a data folder; null when there is none or it is not readable. */
  public static @Nullable HostFile read(Path data) {
    try {
      var node = JsonText.read(Files.readString(data.resolve("host.json")));
      String plugins = node.path("plugins").asString("");
      return new HostFile(
          node.path("pid").asLong(-1),
          Instant.parse(node.path("started_at").asString("")),
          node.path("url").asString(GlobalOptions.DEFAULT_URL),
          plugins.isEmpty() ? null : Path.of(plugins));
    } catch (IOException | JacksonException | DateTimeParseException e) {
      return null;
    }
  }

  /** The process that wrote the file, if it still runs: a pid alone may belong to another. */
  public Optional<ProcessHandle> process() {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .filter(handle -> handle.info().startInstant().filter(startedAt::equals).isPresent());
  }
}
