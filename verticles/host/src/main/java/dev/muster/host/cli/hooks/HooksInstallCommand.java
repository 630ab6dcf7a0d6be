package dev.muster.host.cli.hooks;

import dev.muster.contract.Vendor;
import dev.muster.host.cli.ExitCode;
import dev.muster.host.cli.GlobalOptions;
import dev.muster.host.cli.JsonText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code muster hooks install}. */
@Command(
    name = "install",
    description = "Add this host's hooks to an agent's settings.",
    mixinStandardHelpOptions = true,
    footerHeading =
        "%nFiles (user; project), checked against the vendors' documentation of 2026-11:%n",
    footer = {
      "  claude   ~/.claude/settings.json; .claude/settings.local.json",
      "  codex    ~/.codex/hooks.json; .codex/hooks.json (trust them in Codex: /hooks)",
      "  copilot  ~/.copilot/hooks/muster.json; .github/hooks/muster.local.json",
      "  cursor   ~/.cursor/hooks.json; .cursor/hooks.json",
      "  gemini   ~/.gemini/settings.json; .gemini/settings.json",
      "The entries call a shell script in --data, which reads the token there at each call."
    })
final class HooksInstallCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
  private CommandSpec spec;

  @Mixin private final GlobalOptions global = new GlobalOptions();
  @Mixin private final ScopeOptions scope = new ScopeOptions();

  @Option(names = "--dry-run", description = "Show what would change; write nothing.")
  private boolean dryRun;

  @Option(
      names = "--http",
      description = "HTTP hooks in place of the script (Claude Code; needs MUSTER_TOKEN).")
  private boolean http;

  @Option(
      names = "--fail-closed",
      description = "Block edits while the host does not answer (default: let them pass).")
  private boolean failClosed;

  @Option(
      names = "--pre-commit",
      description = "Also check leases in the repository's pre-commit hook.")
  private boolean preCommit;

  @Override
  public Integer call() {
    if (http && scope.agent().vendor() != Vendor.CLAUDE) {
      throw new ParameterException(
          spec.commandLine(),
          "--http: only Claude Code can call http://127.0.0.1 by itself, "
              + scope.agent().names().title()
              + " cannot");
    }
    var scripts = new HookScripts(global.data());
    @Nullable String url = http ? global.url() : null;
    var entries = new HookEntries(scope.agent(), scripts.shim(), failClosed, url);
    Path file = scope.writableFile();
    @Nullable PreCommit check =
        preCommit ? new PreCommit(GitCheckout.at(scope.folder()), scripts) : null;
    var installer = new Installer(global.data(), entries, file);
    if (!dryRun) {
      installer.install(true);
      scripts.write();
      if (check != null) {
        check.install();
      }
    }
    Installer.Change change = installer.install(dryRun);
    show(change, remarks(change), check);
    return ExitCode.OK;
  }

  /** What git will do with the file: one that is made here alone stays out of commits. */
  private List<String> kept(Installer.Change change) {
    if (!scope.project()) {
      return List.of();
    }
    var exclude = new Exclude(GitCheckout.at(scope.folder()), change.file());
    if (!exclude.needed()) {
      return List.of();
    }
    if (change.before() != null) {
      return List.of("git does not ignore this file, and its entries hold for this machine only.");
    }
    if (!dryRun) {
      exclude.add();
    }
    return List.of("The file is kept out of commits by .git/info/exclude.");
  }

  private List<String> remarks(Installer.Change change) {
    var remarks = new ArrayList<>(scope.agent().remarks());
    remarks.addAll(kept(change));
    if (http) {
      remarks.add(
          "Start the agent with "
              + HookEntries.TOKEN_VARIABLE
              + " set. The agent itself lets edits pass while the host is away, and no line in"
              + " hooks-missed.log tells of it.");
    }
    if (http && failClosed) {
      remarks.add("Blocking needs Claude Code 2.1.295 or newer; an older one lets edits pass.");
    }
    return remarks;
  }

  private void show(Installer.Change change, List<String> remarks, @Nullable PreCommit check) {
    String agent = scope.agent().names().title();
    var events = List.copyOf(scope.agent().events().values());
    var document =
        JsonText.object()
            .put("agent", scope.agent().vendor().toString())
            .put("scope", scope.scope())
            .put("file", change.file().toString())
            .put("changed", !change.none())
            .put("dry_run", dryRun)
            .put("fail_closed", failClosed)
            .put("pre_commit", check == null ? null : check.hook().toString());
    document.set("events", JsonText.array(events));
    document.set("remarks", JsonText.array(remarks));
    var lines = new ArrayList<String>();
    if (dryRun) {
      document.set("lines", JsonText.array(ChangedLines.of(change)));
      lines.add(change.file() + " would change so:");
      lines.addAll(ChangedLines.of(change));
    } else {
      lines.add(agent + " now asks this host: " + change.file());
      lines.add("events: " + String.join(", ", events));
      lines.add(
          "while the host is away: "
              + (failClosed ? "edits are blocked" : "edits pass and are counted"));
    }
    if (check != null) {
      lines.add((dryRun ? "pre-commit check would be: " : "pre-commit check: ") + check.hook());
    }
    remarks.forEach(remark -> lines.add("note: " + remark));
    if (!dryRun) {
      lines.add("prove it: muster hooks prove --agent " + scope.agent().vendor());
    }
    global.screen().show(document, lines);
  }
}
