package dev.muster.host.plugin.cli;

import dev.muster.host.cli.ExitCode;
import dev.muster.host.cli.GlobalOptions;
import dev.muster.host.cli.JsonText;
import dev.muster.host.cli.Refusal;
import dev.muster.host.plugin.folder.Candidate;
import dev.muster.host.plugin.folder.LockFile;
import dev.muster.host.plugin.folder.LockLine;
import dev.muster.host.plugin.folder.PluginRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code muster plugin lock}: lets plugins in by their digest; the host may be down. */
@Command(
    name = "lock",
    description = "Let plugins in by their SHA-256; works while the host is down.",
    mixinStandardHelpOptions = true)
final class PluginLockCommand implements Callable<Integer> {
  @Mixin private final GlobalOptions global = new GlobalOptions();
  @Mixin private final LockPlace place = new LockPlace();

  @Parameters(
      paramLabel = "ID|PATH",
      description = "Ids in the drop-in folder, or files and folders (default: all of the folder).")
  private List<String> names = List.of();

  @Override
  public Integer call() {
    Dropped dropped = place.dropped(global);
    List<Candidate> chosen =
        names.isEmpty()
            ? dropped.found().stream().map(Dropped::usable).toList()
            : names.stream().map(dropped::named).toList();
    if (chosen.isEmpty()) {
      throw new Refusal(ExitCode.USAGE, "no plugin in " + dropped.folder());
    }
    LockFile lock = LockPlace.lock(global);
    var document = JsonText.object().put("lock", lock.path().toString());
    var written = document.putArray("plugins");
    var lines = new ArrayList<String>();
    for (Candidate candidate : chosen) {
      LockLine line = LockLine.of(candidate);
      put(lock, line);
      written.add(
          JsonText.object()
              .put("id", line.id())
              .put("version", line.version())
              .put("kind", line.kind().toString())
              .put("sha256", line.sha256()));
      lines.add("locked " + line);
    }
    global.screen().show(document, lines);
    return ExitCode.OK;
  }

  private void put(LockFile lock, LockLine line) {
    try {
      Files.createDirectories(global.data());
      lock.put(line);
    } catch (PluginRefused refused) {
      throw new Refusal(ExitCode.CONFIG, String.valueOf(refused.getMessage()));
    } catch (IOException failure) {
      throw new Refusal(ExitCode.NOT_PERMITTED, "cannot write " + lock.path() + ": " + failure);
    }
  }
}
