package dev.muster.host.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code muster mode}: which mode holds, and another one for a while. */
@CommandLine.Command(
    name = "mode",
    description = {
      "Show which mode holds and why, or order another one for a while.",
      "production: a model decides. fallback: the heuristic curve decides. emergency: one agent"
          + " for each task. maintenance: no task starts, what runs goes on, models are fitted"
          + " when the last has ended. auto: the host decides again.",
      "Where the host by itself is stricter than the order, it stays so; an ordered production"
          + " alone holds against that."
    },
    mixinStandardHelpOptions = true)
public final class ModeCommand implements Command, Callable<Integer> {
  private static final String PATH = "/api/v1/mode";
  private static final List<String> MODES =
      List.of("production", "fallback", "emergency", "maintenance", "auto");

  @Mixin private final GlobalOptions global = new GlobalOptions();

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
  private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "MODE",
      description = "production, fallback, emergency, maintenance or auto.")
  private @Nullable String mode;

  @Option(
      names = "--for",
      paramLabel = "TIME",
      converter = TimeSpan.class,
      description =
          "How long it holds, in whole minutes, like 90m or 2h; else modes.order_for_min.")
  private @Nullable Duration length;

  @Option(names = "--why", paramLabel = "TEXT", description = "Why; it is shown beside the mode.")
  private @Nullable String why;

  @Override
  public Integer call() {
    JsonNode answer = mode == null ? asked() : ordered(mode.toLowerCase(Locale.ROOT));
    global.screen().show(answer, lines(answer.path("status")));
    return ExitCode.OK;
  }

  private JsonNode asked() {
    if (length != null || why != null) {
      throw wrong("--for and --why need a MODE");
    }
    return global.client().get(PATH).body();
  }

  private JsonNode ordered(String wanted) {
    if (!MODES.contains(wanted)) {
      throw wrong("MODE must be one of " + String.join(", ", MODES) + ", was " + wanted);
    }
    boolean auto = wanted.equals("auto");
    ObjectNode body = JsonText.object();
    if (!auto) {
      body.put("mode", wanted.toUpperCase(Locale.ROOT));
    }
    if (length != null) {
      if (auto || !length.equals(Duration.ofMinutes(length.toMinutes()))) {
        throw wrong("--for must be whole minutes, and goes with no auto");
      }
      body.put("minutes", length.toMinutes());
    }
    if (why != null) {
      body.put("why", why);
    }
    return global.client().post(PATH, body).body();
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), "mode: " + message);
  }

  /** In words. */
  static List<String> lines(JsonNode status) {
    var lines = new ArrayList<String>();
    lines.add(
        "%s since %s (%s)"
            .formatted(
                status.path("mode").asString(""),
                status.path("since").asString(""),
                status.path("reason").asString("")));
    JsonNode order = status.path("order");
    if (order.isObject()) {
      String why = order.path("why").asString("");
      lines.add(
          "ordered: %s until %s%s; by itself the host would be in %s"
              .formatted(
                  order.path("mode").asString(""),
                  order.path("until").asString(""),
                  why.isEmpty() ? "" : ", " + why,
                  status.path("automatic").asString("")));
    }
    return lines;
  }
}
