package dev.muster.host.model;

import dev.muster.host.cli.ExitCode;
import dev.muster.host.cli.GlobalOptions;
import dev.muster.host.cli.JsonText;
import dev.muster.host.cli.TimeSpan;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code muster experiment start}: the begin of a comparison. */
@Command(
    name = "start",
    description = {
      "Compare another strategy (arm B) with what the configuration says (arm A) on live tasks.",
      "Both are judged by the weights of the configuration: rewards by two sets of weights could"
          + " not be compared. It changes no configuration; when B is better, status names the"
          + " keys to set in it.",
      "A coin decides for each task on which the arms differ; with --blocks, for each block of"
          + " time, where what one task does changes how others fare."
    },
    mixinStandardHelpOptions = true)
final class ExperimentStartCommand implements Callable<Integer> {
  private static final String WEIGHT = "weights.";
  private static final String MOST = "masks.agents_max";
  private static final String KEYS =
      "weights.minute, weights.tokens, weights.conflict, weights.agent_minute,"
          + " weights.agent_minute_scarce or masks.agents_max";
  private static final String ONE_ORDER =
      "the queue has one order, priority and then age: there is no second scheduler to compare";

  @Mixin private final GlobalOptions global = new GlobalOptions();

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
  private CommandSpec spec;

  @Parameters(paramLabel = "NAME", description = "What it is called.")
  @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
  private String name;

  @Option(
      names = "--b",
      required = true,
      paramLabel = "KEY=VALUE",
      description = "What B does otherwise: " + KEYS + "; as often as needed.")
  @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
  private Map<String, String> b;

  @Option(
      names = "--blocks",
      paramLabel = "TIME",
      converter = TimeSpan.class,
      description = "A coin for each block of 5m to 24h, like 30m.")
  private @Nullable Duration blocks;

  @Option(
      names = "--washout",
      paramLabel = "TIME",
      converter = TimeSpan.class,
      description = "How long from its begin a block does not count; default a fifth of it.")
  private @Nullable Duration washout;

  @Override
  public Integer call() {
    ObjectNode body = JsonText.object().put("name", name);
    ObjectNode strategy = body.putObject("b");
    ObjectNode weights = strategy.putObject("weights");
    b.forEach((key, value) -> put(strategy, weights, key, value));
    minutes(body, "blocks_min", blocks);
    minutes(body, "washout_min", washout);
    JsonNode answer = global.client().post(ExperimentCommand.PATH, body).body();
    var screen = global.screen();
    screen.show(answer, ExperimentLines.list(answer, screen.width()));
    return ExitCode.OK;
  }

  private void put(ObjectNode strategy, ObjectNode weights, String key, String value) {
    try {
      if (key.startsWith(WEIGHT)) {
        weights.put(key.substring(WEIGHT.length()), Double.parseDouble(value));
      } else if (key.equals(MOST)) {
        strategy.put("agents_max", Integer.parseInt(value));
      } else {
        throw wrong(key.startsWith("scheduler") ? ONE_ORDER : "one of " + KEYS + ", was " + key);
      }
    } catch (NumberFormatException none) {
      throw wrong(key + " must be a number, was " + value);
    }
  }

  private void minutes(ObjectNode body, String field, @Nullable Duration time) {
    if (time == null) {
      return;
    }
    if (!time.equals(Duration.ofMinutes(time.toMinutes()))) {
      throw wrong("--blocks and --washout must be whole minutes");
    }
    body.put(field, time.toMinutes());
  }

  private ParameterException wrong(String why) {
    return new ParameterException(spec.commandLine(), "experiment start: " + why);
  }
}
