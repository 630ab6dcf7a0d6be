package dev.muster.host.cli.hooks;

import dev.muster.host.cli.ExitCode;
import dev.muster.host.cli.GlobalOptions;
import dev.muster.host.cli.JsonText;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code muster hooks uninstall}: everything that install added, and nothing else. */
@Command(
    name = "uninstall",
    description = "Take this host's hooks out of an agent's settings.",
    mixinStandardHelpOptions = true)
final class HooksUninstallCommand implements Callable<Integer> {
  @Mixin private final GlobalOptions global = new GlobalOptions();
  @Mixin private final ScopeOptions scope = new ScopeOptions();

  @Option(names = "--dry-run", description = "Show what would change; write nothing.")
  private boolean dryRun;

  @Option(names = "--pre-commit", description = "Also take the pre-commit check out.")
  private boolean preCommit;

  @Override
  public Integer call() {
    var scripts = new HookScripts(global.data());
    var entries = new HookEntries(scope.agent(), scripts.shim(), false, null);
    Installer.Change change = new Installer(global.data(), entries, scope.file()).uninstall(dryRun);
    if (scope.project() && !dryRun) {
      new Exclude(GitCheckout.at(scope.folder()), change.file()).remove();
    }
    boolean check =
        preCommit && !dryRun && new PreCommit(GitCheckout.at(scope.folder()), scripts).uninstall();
    var document =
        JsonText.object()
            .put("agent", scope.agent().vendor().toString())
            .put("scope", scope.scope())
            .put("file", change.file().toString())
            .put("changed", !change.none())
            .put("dry_run", dryRun)
            .put("pre_commit", check);
    var lines = new ArrayList<String>();
    if (change.none()) {
      lines.add("nothing of this host in " + change.file());
    } else if (dryRun) {
      lines.add(change.file() + " would change so:");
      lines.addAll(ChangedLines.of(change));
    } else {
      lines.add(
          change.after() == null
              ? change.file() + " was made for the hooks and is removed"
              : "the hooks of this host are out of " + change.file());
    }
    if (preCommit && !dryRun) {
      lines.add(check ? "the pre-commit check is out" : "no pre-commit check of ours is there");
    }
    global.screen().show(document, lines);
    return ExitCode.OK;
  }
}
