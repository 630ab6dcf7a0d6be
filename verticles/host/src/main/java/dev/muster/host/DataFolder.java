package dev.muster.host;

import dev.muster.host.cli.ExitCode;
import dev.muster.host.cli.Refusal;
import dev.muster.host.http.Tokens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/** The folder that holds all a host writes: its token and where it can be reached. */
record DataFolder(Path path, String token) {
  private static final Logger LOG = LoggerFactory.getLogger(DataFolder.class);
  private static final Set<PosixFilePermission> MINE = PosixFilePermissions.fromString("rw-------");

  /**
   * Makes the folder and the token of 256 bits when they are not there yet, readable by one user.
   */
  static DataFolder open(Path path, RandomGenerator random) {
    if (Files.exists(path) && !Files.isDirectory(path)) {
      throw new Refusal(
          ExitCode.CONFIG, "the data folder must be a folder, and " + path + " is a file");
    }
    try {
      Files.createDirectories(path.resolve("tmp"));
      Path file = path.resolve("token");
      if (!Files.exists(file)) {
        Path fresh = path.resolve("token.new");
        Files.deleteIfExists(fresh);
        Files.createFile(fresh, PosixFilePermissions.asFileAttribute(MINE));
        Files.writeString(fresh, Tokens.secret(random) + "\n", StandardOpenOption.WRITE);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
      }
      if (!MINE.containsAll(Files.getPosixFilePermissions(file))) {
        LOG.warn("{} could be read by others: delete it for a new one", file);
        Files.setPosixFilePermissions(file, MINE);
      }
      String token = Files.readString(file).strip();
      if (token.length() < 32) {
        throw new Refusal(
            ExitCode.CONFIG, file + " must hold a token of at least 32 characters; delete it");
      }
      return new DataFolder(path, token);
    } catch (IOException failure) {
      throw new Refusal(ExitCode.CONFIG, "cannot use " + path + ": " + failure);
    }
  }

  /** Where libraries unpack what they need; a killed host leaves nothing in the system's own. */
  Path temporary() {
    return path.resolve("tmp");
  }

  /**
   * Says in {@code host.json} that this process is ready at {@code url}, and its drop-in folder.
   */
  void announce(String url, Path plugins) {
    ProcessHandle self = ProcessHandle.current();
    Instant started = self.info().startInstant().orElse(Instant.EPOCH);
    var content =
        Map.of(
            "pid",
            self.pid(),
            "started_at",
            started.toString(),
            "url",
            url,
            "plugins",
            plugins.toString());
    try {
      Path fresh = path.resolve("host.json.new");
      Files.writeString(fresh, new JsonMapper().writeValueAsString(content) + "\n");
      Files.move(
          fresh,
          path.resolve("host.json"),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException failure) {
      throw new Refusal(ExitCode.CONFIG, "cannot write " + path + ": " + failure);
    }
  }

  /** Takes the announcement back. */
  void retract() {
    try {
      Files.deleteIfExists(path.resolve("host.json"));
    } catch (IOException stale) {
      // Readers compare the process's start instant, so a stale file misleads nobody.
    }
  }
}
