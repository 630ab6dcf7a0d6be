package dev.muster.host.cli.hooks;

import dev.muster.contract.NoticeKind;
import dev.muster.host.cli.ApiFailure;
import dev.muster.host.cli.ExitCode;
import dev.muster.host.cli.GlobalOptions;
import dev.muster.host.cli.JsonText;
import dev.muster.host.cli.Refusal;
import dev.muster.host.cli.Table;
import dev.muster.host.cli.hooks.HookAnswer.Kind;
import dev.muster.host.cli.hooks.Proof.Step;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.node.ObjectNode;

/** {@code muster hooks prove}: the installed entries themselves are run and must block. */
@Command(
    name = "prove",
    description = "Run the installed hooks with recorded calls and show what they block.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Two made-up sessions want the same file, which is never written; one must be denied.",
      "Exit code 1 when the hooks do not block; silence and refusals also become a notice."
    })
final class HooksProveCommand implements Callable<Integer> {
  private static final int NOT_PROVED = 1;

  @Mixin private final GlobalOptions global = new GlobalOptions();
  @Mixin private final ScopeOptions scope = new ScopeOptions();

  @Override
  public Integer call() {
    Path checkout = GitCheckout.at(scope.folder()).root();
    InstalledHooks hooks = hooks();
    byte[] random = new byte[4];
    new SecureRandom().nextBytes(random);
    String name = HexFormat.of().formatHex(random);
    var calls = new HookCalls(hooks, global.data(), checkout);
    var proof = new Proof(calls, scope.agent(), checkout, name);
    Path outside = checkout.resolveSibling("muster-prove-" + name).resolve("file");
    List<Step> steps = proof.run(file(checkout, name), outside);
    proof.sessions().forEach(this::release);
    boolean proved = Proof.holds(steps) && !hooks.off();
    String notice = proved ? "" : raise(hooks, checkout, steps);
    show(hooks, steps, proved, notice);
    return proved ? ExitCode.OK : NOT_PROVED;
  }

  private InstalledHooks hooks() {
    var scripts = new HookScripts(global.data());
    var ours = new HookEntries(scope.agent(), scripts.shim(), false, null);
    InstalledHooks named = InstalledHooks.read(ours, scope.scope(), scope.file());
    if (scope.open() && !named.present()) {
      Path file = scope.agent().projectFile(GitCheckout.at(scope.folder()).root());
      named = InstalledHooks.read(ours, "project", file);
    }
    if (!named.present()) {
      String trouble = named.trouble() == null ? "" : " (" + named.trouble() + ")";
      throw new Refusal(
          ExitCode.USAGE,
          "no hooks of this host are in the settings of "
              + scope.agent().names().title()
              + trouble
              + "; add them: muster hooks install --agent "
              + scope.agent().vendor());
    }
    return named;
  }

  /** A path that is not there and that git would not ignore. */
  private static Path file(Path checkout, String name) {
    var git = new GitCheckout(checkout);
    return Stream.of("", ".txt", ".java", ".md")
        .map(ending -> checkout.resolve("muster-prove-" + name + ending))
        .filter(file -> !git.ignores(file))
        .findFirst()
        .orElseThrow(
            () -> new Refusal(ExitCode.USAGE, "git ignores every new file in " + checkout));
  }

  /** What the end of a session releases already, in case its end did not arrive. */
  private void release(String session) {
    try {
      ObjectNode body = JsonText.object().put("session", session);
      global.client().post("/api/v1/leases/release", body);
    } catch (ApiFailure away) {
      // Then there is nothing to release, or it ends by its own time.
    }
  }

  private String raise(InstalledHooks hooks, Path checkout, List<Step> steps) {
    Step alarm = Proof.alarm(steps);
    boolean refused =
        alarm.answer().kind() == Kind.REFUSED || alarm.answer().kind() == Kind.GRANTED;
    NoticeKind kind = refused ? NoticeKind.HOOKS_REFUSED : NoticeKind.HOOKS_SILENT;
    String text =
        "muster hooks prove: %s of %s in %s: %s%s"
            .formatted(
                hooks.agent().names().title(),
                hooks.scope(),
                hooks.file(),
                alarm.answer().kind(),
                alarm.answer().text().isEmpty() ? "" : " (" + alarm.answer().text() + ")");
    ObjectNode body =
        JsonText.object()
            .put("kind", kind.toString())
            .put("repo", checkout.toString())
            .put("agent", hooks.agent().vendor().toString())
            .put("count", 1)
            .put("text", text);
    try {
      global.client().post("/api/v1/notices", body);
      return "the page shows a notice " + kind;
    } catch (ApiFailure failure) {
      return "no notice could be raised: " + failure.reason();
    }
  }

  private void show(InstalledHooks hooks, List<Step> steps, boolean proved, String notice) {
    var document =
        JsonText.object()
            .put("agent", hooks.agent().vendor().toString())
            .put("scope", hooks.scope())
            .put("file", hooks.file().toString())
            .put("proved", proved)
            .put("notice", notice);
    var list = document.putArray("steps");
    steps.forEach(step -> list.add(step.json()));
    document.set("missing_events", JsonText.array(hooks.missing()));
    var table = new Table("WHAT", "TOOL", "PATH", "ANSWER", "BLOCKS", "AS EXPECTED", "MS");
    for (Step step : steps) {
      table.row(
          step.what(),
          step.tool(),
          step.path(),
          step.answer().kind().toString(),
          step.answer().kind() == Kind.DENIED ? "yes" : "no",
          step.good() ? "yes" : "NO",
          Long.toString(step.answer().millis()));
    }
    var lines = new ArrayList<>(table.lines(global.screen().width()));
    if (hooks.off()) {
      lines.add("!! " + hooks.file() + " turns all hooks off");
    }
    hooks.missing().forEach(event -> lines.add("!! no entry for " + event));
    lines.add(
        proved
            ? "proved: " + hooks.file() + " blocks an edit of a file that another session holds"
            : "!! NOT PROVED: " + said(steps) + "; " + notice);
    global.screen().show(document, lines);
  }

  private static String said(List<Step> steps) {
    Step alarm = Proof.alarm(steps);
    String text = alarm.answer().text();
    return alarm.what() + " got " + alarm.answer().kind() + (text.isEmpty() ? "" : ", " + text);
  }
}
