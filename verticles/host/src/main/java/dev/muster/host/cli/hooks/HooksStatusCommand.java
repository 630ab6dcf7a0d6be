package dev.muster.host.cli.hooks;

import dev.muster.contract.Vendor;
import dev.muster.host.cli.ApiFailure;
import dev.muster.host.cli.ExitCode;
import dev.muster.host.cli.GlobalOptions;
import dev.muster.host.cli.JsonText;
import dev.muster.host.cli.MissedHooks;
import dev.muster.host.cli.Notices;
import dev.muster.host.cli.Table;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code muster hooks status}: who calls this host, from where, and what it did not hear. */
@Command(
    name = "status",
    description = "Show which agents ask this host, and what it missed.",
    mixinStandardHelpOptions = true)
final class HooksStatusCommand implements Callable<Integer> {
  @Mixin private final GlobalOptions global = new GlobalOptions();

  @Option(
      names = "--agent",
      paramLabel = "AGENT",
      converter = VendorName.class,
      description = "Only claude, codex, copilot, cursor or gemini.")
  private @Nullable Vendor vendor;

  @Option(
      names = "--repo",
      paramLabel = "PATH",
      description = "The repository whose settings are looked at (default: of this folder).")
  private Path repo = Path.of("");

  /** What the host told, or why it told nothing. */
  private record Told(JsonNode sessions, JsonNode notices, @Nullable String silence) {}

  @Override
  public Integer call() {
    var scripts = new HookScripts(global.data());
    Optional<GitCheckout> checkout = GitCheckout.of(repo.toAbsolutePath().normalize());
    List<InstalledHooks> looked = looked(scripts, checkout);
    MissedHooks missed = MissedHooks.read(global.data()).real();
    Told told = told();
    boolean preCommit =
        checkout.filter(place -> new PreCommit(place, scripts).installed()).isPresent();
    var document = JsonText.object();
    document
        .putObject("host")
        .put("url", global.url())
        .put("reachable", told.silence() == null)
        .put("why", told.silence());
    var entries = document.putArray("entries");
    looked.forEach(hooks -> entries.add(json(hooks, scripts, told, missed)));
    document.set("missed", missed.json());
    document.set("notices", told.notices());
    document.put("pre_commit", preCommit);
    var lines = new ArrayList<String>();
    missed.warning().ifPresent(lines::add);
    lines.addAll(Notices.loud(told.notices()));
    if (told.silence() != null) {
      lines.add("!! " + told.silence());
    }
    lines.addAll(table(looked, scripts, told, missed).lines(global.screen().width()));
    looked.forEach(hooks -> remark(hooks, scripts, lines));
    checkout.ifPresent(place ->
        lines.add("pre-commit check in " + place.root() + ": " + (preCommit ? "yes" : "no")));
    global.screen().show(document, lines);
    return ExitCode.OK;
  }

  private List<InstalledHooks> looked(HookScripts scripts, Optional<GitCheckout> checkout) {
    var looked = new ArrayList<InstalledHooks>();
    for (AgentSettings agent : AgentSettings.ALL) {
      if (vendor == null || agent.vendor() == vendor) {
        var ours = new HookEntries(agent, scripts.shim(), false, null);
        looked.add(InstalledHooks.read(ours, "user", agent.userFile(Places.ofProcess())));
        checkout.ifPresent(place ->
            looked.add(InstalledHooks.read(ours, "project", agent.projectFile(place.root()))));
      }
    }
    return looked;
  }

  private Told told() {
    try {
      var client = global.client();
      return new Told(
          client.get("/api/v1/sessions").body().path("sessions"),
          client.get("/api/v1/notices").body().path("notices"),
          null);
    } catch (ApiFailure failure) {
      return new Told(MissingNode.getInstance(), JsonText.array(List.of()), failure.reason());
    }
  }

  /** When this agent's last call came, of the sessions that the scope covers. */
  private static String lastCall(InstalledHooks hooks, Told told) {
    String last = "";
    for (JsonNode session : told.sessions()) {
      boolean covered =
          hooks.scope().equals("user")
              || hooks.file().startsWith(session.path("worktree").asString("-"));
      String at = session.path("last_at").asString("");
      if (session.path("vendor").asString("").equals(hooks.agent().vendor().toString())
          && covered
          && at.compareTo(last) > 0) {
        last = at;
      }
    }
    return last;
  }

  private static ObjectNode json(
      InstalledHooks hooks, HookScripts scripts, Told told, MissedHooks missed) {
    String last = lastCall(hooks, told);
    String vendor = hooks.agent().vendor().toString();
    ObjectNode node =
        JsonText.object()
            .put("agent", vendor)
            .put("scope", hooks.scope())
            .put("file", hooks.file().toString())
            .put("installed", hooks.present())
            .put("state", hooks.state())
            .put("trouble", hooks.trouble())
            .put("command_exists", hooks.present() && hooks.callable(scripts.shim()))
            .put("fail_closed", hooks.failClosed())
            .put("http", hooks.http())
            .put("last_call", last.isEmpty() ? null : last)
            .put("missed", missed.of(vendor).calls().size());
    node.set("events", JsonText.array(hooks.events()));
    node.set("missing_events", JsonText.array(hooks.present() ? hooks.missing() : List.of()));
    return node;
  }

  private static Table table(
      List<InstalledHooks> looked, HookScripts scripts, Told told, MissedHooks missed) {
    var table =
        new Table("AGENT", "SCOPE", "HOOKS", "EVENTS", "COMMAND", "LAST CALL", "MISSED", "FILE");
    for (InstalledHooks hooks : looked) {
      String last = lastCall(hooks, told);
      table.row(
          hooks.agent().vendor().toString(),
          hooks.scope(),
          hooks.state(),
          hooks.present() ? hooks.events().size() + "/" + hooks.agent().events().size() : "-",
          !hooks.present() ? "-" : hooks.callable(scripts.shim()) ? "there" : "MISSING",
          told.silence() != null ? "unknown" : last.isEmpty() ? "-" : last,
          Integer.toString(missed.of(hooks.agent().vendor().toString()).calls().size()),
          hooks.file().toString());
    }
    return table;
  }

  private static void remark(InstalledHooks hooks, HookScripts scripts, List<String> lines) {
    if (hooks.trouble() != null) {
      lines.add("!! " + hooks.file() + ": " + hooks.trouble());
    }
    if (hooks.present() && !hooks.callable(scripts.shim())) {
      lines.add(
          "!! "
              + scripts.shim()
              + " is not there, so nothing is asked; install again: muster hooks install --agent "
              + hooks.agent().vendor());
    }
    if (hooks.present() && hooks.off()) {
      lines.add("!! " + hooks.file() + " turns all hooks off");
    }
    if (hooks.present() && !hooks.missing().isEmpty()) {
      lines.add(hooks.file() + " lacks " + String.join(", ", hooks.missing()));
    }
  }
}
