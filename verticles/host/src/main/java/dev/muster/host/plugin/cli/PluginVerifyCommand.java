package dev.muster.host.plugin.cli;

import dev.muster.host.cli.ExitCode;
import dev.muster.host.cli.GlobalOptions;
import dev.muster.host.cli.JsonText;
import dev.muster.host.cli.Refusal;
import dev.muster.host.cli.Table;
import dev.muster.host.plugin.folder.Candidate;
import dev.muster.host.plugin.folder.Found;
import dev.muster.host.plugin.folder.Invalid;
import dev.muster.host.plugin.folder.LockFile;
import dev.muster.host.plugin.folder.LockLine;
import dev.muster.host.plugin.folder.PluginRefused;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code muster plugin verify}: whether the drop-in folder is what the lock file lets in. */
@Command(
    name = "verify",
    description = {
      "Compare the drop-in folder with the lock file; works while the host is down.",
      "Exit code 0 when every plugin is the one that was locked, 78 otherwise."
    },
    mixinStandardHelpOptions = true)
final class PluginVerifyCommand implements Callable<Integer> {
  private static final String OK = "ok";
  private static final String REFUSED = "refused: ";

  @Mixin private final GlobalOptions global = new GlobalOptions();
  @Mixin private final LockPlace place = new LockPlace();

  /** One plugin that is in the folder, in the lock file or in both. */
  private record Row(String id, String version, String kind, String sha256, String verdict) {}

  @Override
  public Integer call() {
    Dropped dropped = place.dropped(global);
    LockFile lock = LockPlace.lock(global);
    List<Row> rows = rows(dropped, lines(lock));
    var document =
        JsonText.object()
            .put("folder", dropped.folder().toString())
            .put("lock", lock.path().toString());
    var array = document.putArray("plugins");
    var table = new Table("PLUGIN", "VERSION", "KIND", "VERDICT");
    for (Row row : rows) {
      array.add(
          JsonText.object()
              .put("id", row.id())
              .put("version", row.version())
              .put("kind", row.kind())
              .put("sha256", row.sha256())
              .put("verdict", row.verdict()));
      table.row(row.id(), row.version(), row.kind(), row.verdict());
    }
    var shown = new ArrayList<>(table.lines(global.screen().width()));
    for (Row row : rows) {
      if (row.verdict().startsWith(REFUSED)) {
        shown.add("!! " + row.id() + " is " + row.verdict());
      }
    }
    global.screen().show(document, shown);
    return rows.stream().allMatch(row -> row.verdict().equals(OK)) ? ExitCode.OK : ExitCode.CONFIG;
  }

  private static Map<String, LockLine> lines(LockFile lock) {
    try {
      return lock.read();
    } catch (PluginRefused refused) {
      throw new Refusal(ExitCode.CONFIG, String.valueOf(refused.getMessage()));
    } catch (IOException failure) {
      throw new Refusal(ExitCode.NOT_PERMITTED, "cannot read " + lock.path() + ": " + failure);
    }
  }

  private static List<Row> rows(Dropped dropped, Map<String, LockLine> locked) {
    var absent = new TreeMap<>(locked);
    var rows = new ArrayList<Row>();
    for (Found found : dropped.found()) {
      String id = found.id();
      absent.remove(id);
      rows.add(
          switch (found) {
            case Candidate candidate -> row(candidate, locked.get(id));
            case Invalid invalid -> new Row(id, "-", "-", "-", REFUSED + invalid.reason());
          });
    }
    absent
        .values()
        .forEach(line ->
            rows.add(
                new Row(
                    line.id(),
                    line.version(),
                    line.kind().toString(),
                    line.sha256(),
                    "locked, but not in the folder")));
    return rows;
  }

  private static Row row(Candidate candidate, @Nullable LockLine line) {
    LockLine own = LockLine.of(candidate);
    String verdict =
        line == null
            ? "not locked; run: muster plugin lock " + own.id()
            : line.allows(candidate) ? OK : "differs from its line in the lock file";
    return new Row(own.id(), own.version(), own.kind().toString(), own.sha256(), verdict);
  }
}
