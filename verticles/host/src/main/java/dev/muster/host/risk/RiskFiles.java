package dev.muster.host.risk;

import dev.muster.host.cli.ExitCode;
import dev.muster.host.cli.Refusal;
import dev.muster.learning.commits.CommitFeatures;
import dev.muster.model.ModelFile;
import dev.muster.model.risk.RiskFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Where the risk model of a repository lies. */
final class RiskFiles {
  private static final int ID_LENGTH = 16;
  private static final int BYTES_MAX = 1 << 20;

  private RiskFiles() {}

  /** {@code risk/<repo-id>.model} in the data folder; all worktrees of a repository share it. */
  static Path usual(Path data, GitHistory history) {
    String name = history.shared().toString();
    String id = ModelFile.digest(name.getBytes(StandardCharsets.UTF_8)).substring(0, ID_LENGTH);
    return data.resolve("risk").resolve(id + ".model");
  }

  /** Writes the whole file or nothing. */
  static void write(Path path, RiskFile file) {
    Path target = path.toAbsolutePath();
    try {
      Path folder = target.getParent();
      if (folder == null) {
        throw new Refusal(ExitCode.USAGE, path + " is no file");
      }
      Files.createDirectories(folder);
      Path fresh = Files.createTempFile(folder, "risk", ".new");
      try {
        Files.write(fresh, file.sealed());
        Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(fresh);
      }
    } catch (IOException failure) {
      throw new Refusal(ExitCode.UNAVAILABLE, "the model cannot be written: " + failure);
    }
  }

  static RiskFile read(Path path) {
    if (!Files.isRegularFile(path)) {
      throw new Refusal(
          ExitCode.UNAVAILABLE, "there is no model " + path + ": run muster learn risk first");
    }
    try (InputStream in = Files.newInputStream(path)) {
      RiskFile file = RiskFile.open(in.readNBytes(BYTES_MAX));
      if (!file.features().equals(CommitFeatures.NAMES)) {
        throw new Refusal(
            ExitCode.DATA, path + " reads other features: run muster learn risk again");
      }
      return file;
    } catch (IllegalArgumentException refused) {
      throw new Refusal(ExitCode.DATA, path + " is refused: " + refused.getMessage());
    } catch (IOException failure) {
      throw new Refusal(ExitCode.UNAVAILABLE, path + " cannot be read: " + failure);
    }
  }
}
