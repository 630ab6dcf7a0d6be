package dev.muster.host.model;

import dev.muster.host.cli.ExitCode;
import dev.muster.host.cli.GlobalOptions;
import dev.muster.host.cli.JsonText;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Changing by hand who serves. */
final class ModelSwitchCommand {
  private static final String MODELS = "/api/v1/models/";

  private ModelSwitchCommand() {}

  /** {@code muster model promote}. */
  @Command(
      name = "promote",
      description = "Let a kept model serve at once.",
      mixinStandardHelpOptions = true)
  static final class Promote implements Callable<Integer> {
    @Mixin private final GlobalOptions global = new GlobalOptions();

    @Parameters(paramLabel = "ID", description = "The model's id.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
    private String id;

    @Override
    public Integer call() {
      return turn(global, MODELS + id + "/promote");
    }
  }

  /** {@code muster model rollback}. */
  @Command(
      name = "rollback",
      description = "Let the champion before this one serve again.",
      mixinStandardHelpOptions = true)
  static final class Rollback implements Callable<Integer> {
    @Mixin private final GlobalOptions global = new GlobalOptions();

    @Override
    public Integer call() {
      return turn(global, MODELS + "rollback");
    }
  }

  /** {@code muster model pin}. */
  @Command(
      name = "pin",
      description = "Hold a model in place: nothing is fitted into it and no canary begins.",
      mixinStandardHelpOptions = true)
  static final class Pin implements Callable<Integer> {
    @Mixin private final GlobalOptions global = new GlobalOptions();

    @Parameters(paramLabel = "ID", arity = "0..1", description = "The model's id; else who serves.")
    private @Nullable String id;

    @Override
    public Integer call() {
      return turn(global, id == null ? MODELS + "pin" : MODELS + id + "/pin");
    }
  }

  /** {@code muster model retrain}. */
  @Command(
      name = "retrain",
      description = "Fit the surface and a challenger of another family now.",
      mixinStandardHelpOptions = true)
  static final class Retrain implements Callable<Integer> {
    @Mixin private final GlobalOptions global = new GlobalOptions();

    @Override
    public Integer call() {
      return turn(global, MODELS + "retrain");
    }
  }

  /** {@code muster model unpin}. */
  @Command(
      name = "unpin",
      description = "Let the pinned model be followed again.",
      mixinStandardHelpOptions = true)
  static final class Unpin implements Callable<Integer> {
    @Mixin private final GlobalOptions global = new GlobalOptions();

    @Override
    public Integer call() {
      return turn(global, MODELS + "unpin");
    }
  }

  private static int turn(GlobalOptions global, String path) {
    JsonNode models = global.client().post(path, JsonText.object()).body();
    global.screen().show(models, List.of(ModelLines.serving(models)));
    return ExitCode.OK;
  }
}
