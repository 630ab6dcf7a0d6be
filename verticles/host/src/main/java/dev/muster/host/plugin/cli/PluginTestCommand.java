package dev.muster.host.plugin.cli;

import dev.muster.host.cli.ExitCode;
import dev.muster.host.cli.GlobalOptions;
import dev.muster.host.cli.JsonText;
import dev.muster.host.cli.Refusal;
import dev.muster.host.cli.Table;
import dev.muster.host.plugin.engine.HookFailed;
import dev.muster.host.plugin.folder.Candidate;
import dev.muster.host.plugin.folder.CandidateReader;
import dev.muster.host.plugin.folder.ConfigValues;
import dev.muster.host.plugin.folder.PluginRefused;
import dev.muster.host.plugin.folder.Scratch;
import dev.muster.plugin.HookResult;
import dev.muster.plugin.Phase;
import dev.muster.plugin.PluginConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.core.JacksonException;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** {@code muster plugin test}: what a built plugin answers to recorded inputs, outside a host. */
@Command(
    name = "test",
    description = {
      "Ask a built plugin for each of its phases, with recorded inputs, in the engine of its kind.",
      "Exit code 0 when every call was answered, 70 otherwise."
    },
    mixinStandardHelpOptions = true)
final class PluginTestCommand implements Callable<Integer> {
  private static final YAMLMapper YAML = new YAMLMapper();

  @Mixin private final GlobalOptions global = new GlobalOptions();

  @Parameters(
      paramLabel = "PATH",
      arity = "0..1",
      description = "A *.jar, a *.wasm or a plugin's folder (default: this one).")
  private Path path = Path.of("");

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "A key of its config; the value is YAML.")
  private Map<String, String> set = Map.of();

  @Option(
      names = "--inputs",
      paramLabel = "DIR",
      description = "Your own inputs, in files like pre_edit.json (default: recorded ones).")
  private @Nullable Path inputs;

  @Override
  public Integer call() throws Exception {
    Candidate candidate = Dropped.usable(new CandidateReader(false).read(built()));
    Path scratch = Files.createTempDirectory("muster-plugin-test");
    try {
      String id = candidate.id();
      Path state = Files.createDirectories(scratch.resolve("plugin-state/" + id));
      var context =
          new TrialContext(id, config(candidate), state, said -> global.screen().note(said));
      List<Phase> phases = candidate.manifest().phases();
      var steps = new Trial(candidate, scratch).run(phases, new RecordedInputs(inputs), context);
      show(candidate, steps);
      return steps.stream().allMatch(step -> step.failure() == null)
          ? ExitCode.OK
          : ExitCode.INTERNAL;
    } catch (HookFailed | PluginRefused failed) {
      throw new Refusal(ExitCode.INTERNAL, candidate.path() + ": " + failed.getMessage());
    } finally {
      Scratch.remove(scratch);
    }
  }

  /** What was built of a folder of sources, which must be there; anything else as it is named. */
  private Path built() {
    Path named = path.toAbsolutePath().normalize();
    if (!Files.isDirectory(named)) {
      return named;
    }
    Path built = SourceFolder.of(named).built();
    if (!Files.exists(built)) {
      throw new Refusal(ExitCode.USAGE, built + " is not there; run: muster plugin build " + path);
    }
    return built;
  }

  private PluginConfig config(Candidate candidate) {
    Map<String, Object> values = new LinkedHashMap<>();
    set.forEach((key, value) -> {
      try {
        values.put(key, YAML.readValue(value, Object.class));
      } catch (JacksonException wrong) {
        throw new Refusal(ExitCode.USAGE, "--set " + key + ": the value must be YAML");
      }
    });
    try {
      return ConfigValues.of(values, candidate.manifest());
    } catch (PluginRefused refused) {
      throw new Refusal(ExitCode.USAGE, refused.getMessage() + "; set it with --set KEY=VALUE");
    }
  }

  private void show(Candidate candidate, List<Trial.Step> steps) {
    var document =
        JsonText.object()
            .put("id", candidate.id())
            .put("version", candidate.manifest().version())
            .put("kind", candidate.kind().toString());
    var array = document.putArray("phases");
    var table = new Table("PHASE", "RESULT", "MICROSECONDS", "SAID");
    for (Trial.Step step : steps) {
      HookResult result = step.result();
      String word = result == null ? "FAILED" : word(result);
      String said = result == null ? String.valueOf(step.failure()) : said(step.phase(), result);
      array.add(
          JsonText.object()
              .put("phase", step.phase().toString())
              .put("result", result == null ? "failed" : word)
              .put("microseconds", Math.round(step.micros()))
              .put("said", said));
      table.row(step.phase().toString(), word, Long.toString(Math.round(step.micros())), said);
    }
    global.screen().show(document, table.lines(global.screen().width()));
  }

  private static String word(HookResult result) {
    return switch (result) {
      case HookResult.Continue proceed -> "continue";
      case HookResult.Amend amend -> "amend";
      case HookResult.Veto veto -> "veto";
      case HookResult.Emit emit -> "emit";
    };
  }

  /** The rest of the answer, and whether a host would follow it in that phase. */
  private static String said(Phase phase, HookResult result) {
    return switch (result) {
      case HookResult.Continue proceed -> "";
      case HookResult.Amend amend -> {
        String cap = amend.agentsMax() == null ? "" : "at most " + amend.agentsMax() + " agents. ";
        String note = amend.note() == null ? "" : amend.note();
        boolean counts = amend.agentsMax() == null ? phase.notes() : phase.caps();
        yield cap + note + (counts ? "" : " (changes nothing in this phase)");
      }
      case HookResult.Veto veto ->
          veto.reason() + (phase.vetoes() ? "" : " (stops nothing in this phase)");
      case HookResult.Emit emit -> emit.type() + " " + emit.data();
    };
  }
}
