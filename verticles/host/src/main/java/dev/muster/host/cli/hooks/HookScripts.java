package dev.muster.host.cli.hooks;

import dev.muster.host.cli.ExitCode;
import dev.muster.host.cli.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The shell scripts that agents and git call, in the folder {@code hooks} of the data folder. */
record HookScripts(Path data) {
  /** What an agent's entries call. */
  Path shim() {
    return data.resolve("hooks/muster-hook");
  }

  /** What a repository's pre-commit hook calls. */
  Path preCommit() {
    return data.resolve("hooks/muster-pre-commit");
  }

  /** Writes the scripts of this version. */
  void write() {
    try {
      PrivateFolder.make(data.resolve("hooks"));
      write(shim());
      write(preCommit());
    } catch (IOException e) {
      throw new Refusal(ExitCode.CONFIG, data + " cannot be written: " + e.getMessage());
    }
  }

  private static void write(Path script) throws IOException {
    Path fresh = script.resolveSibling(script.getFileName() + ".new");
    try (InputStream resource =
        HookScripts.class.getResourceAsStream("/hooks/" + script.getFileName())) {
      if (resource == null) {
        throw new IOException("the distribution has no " + script.getFileName());
      }
      Files.copy(resource, fresh, StandardCopyOption.REPLACE_EXISTING);
    }
    Files.setPosixFilePermissions(fresh, PrivateFolder.MINE);
    Files.move(fresh, script, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
