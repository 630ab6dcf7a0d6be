package dev.muster.host.plugin.cli;

import dev.muster.host.cli.ExitCode;
import dev.muster.host.cli.Refusal;
import dev.muster.host.plugin.folder.Manifest;
import dev.muster.host.plugin.folder.WasmSection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A module of a folder's text, with the manifest in its custom section {@code muster.plugin}. */
record WasmBuild(Path folder) {
  private static final int SECONDS_MAX = 60;

  void into(Path module) {
    try {
      Files.createDirectories(module.resolveSibling(""));
      Path bare = module.resolveSibling(module.getFileName() + ".bare");
      assemble(bare);
      byte[] manifest = Files.readAllBytes(folder.resolve(Manifest.FILE));
      Path fresh = module.resolveSibling(module.getFileName() + ".new");
      Files.write(
          fresh, WasmSection.with(Files.readAllBytes(bare), WasmSection.MANIFEST, manifest));
      Files.delete(bare);
      Moved.over(fresh, module);
    } catch (IOException failure) {
      throw new Refusal(ExitCode.NOT_PERMITTED, "cannot build in " + folder + ": " + failure);
    }
  }

  private void assemble(Path bare) throws IOException {
    Path text = folder.resolve(SourceFolder.MODULE);
    var command = new ProcessBuilder("wat2wasm", text.toString(), "-o", bare.toString());
    Process process;
    try {
      process = command.redirectErrorStream(true).start();
    } catch (IOException absent) {
      throw new Refusal(
          ExitCode.UNAVAILABLE,
          "wat2wasm is not on PATH: install wabt (Debian and Ubuntu: apt-get install wabt; macOS:"
              + " brew install wabt)");
    }
    try (var out = process.getInputStream()) {
      process.getOutputStream().close();
      String said = new String(out.readAllBytes(), StandardCharsets.UTF_8).strip();
      if (!process.waitFor(SECONDS_MAX, TimeUnit.SECONDS)) {
        throw new Refusal(ExitCode.TIMEOUT, "wat2wasm did not end within " + SECONDS_MAX + " s");
      }
      if (process.exitValue() != 0) {
        throw new Refusal(ExitCode.USAGE, "it does not assemble:\n" + said);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new Refusal(ExitCode.INTERNAL, "interrupted");
    } finally {
      process.destroyForcibly();
    }
  }
}
