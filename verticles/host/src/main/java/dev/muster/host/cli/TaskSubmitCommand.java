package dev.muster.host.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

/** {@code muster task submit}. */
@Command(name = "submit", description = "Submit a task.", mixinStandardHelpOptions = true)
final class TaskSubmitCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
  private CommandSpec spec;

  @Mixin private final GlobalOptions global = new GlobalOptions();

  @Parameters(
      paramLabel = "TEXT",
      description = "What is to be done; @FILE reads a file, - standard input.")
  private String text = "";

  @Option(names = "--type", description = "Kind of work (default code).")
  private @Nullable String type;

  @Option(names = "--repo", description = "Repository it is about.")
  private @Nullable String repo;

  @Option(names = "--files", split = ",", description = "Paths it will probably touch.")
  private List<String> files = List.of();

  @Option(names = "--priority", description = "Higher goes first (default 0).")
  private @Nullable Integer priority;

  @Option(names = "--capability", split = ",", description = "What its agents must be able to do.")
  private List<String> capabilities = List.of();

  @Option(names = "--language", description = "Language its agents must work in.")
  private @Nullable String language;

  @Option(names = "--agents", description = "Pin the number of agents, 1 to 8.")
  private @Nullable Integer agents;

  @Option(names = "--parts", description = "Number of parts it can be split into.")
  private @Nullable Integer parts;

  @Option(names = "--depends-on", split = ",", description = "Tasks that must land before.")
  private List<String> dependsOn = List.of();

  @Option(names = "--deadline", description = "Instant by which it is wanted, ISO 8601.")
  private @Nullable String deadline;

  @Option(names = "--key", description = "Idempotency key: the same key is the same task.")
  private @Nullable String key;

  @Override
  public Integer call() {
    Map<String, String> headers = key == null ? Map.of() : Map.of("Idempotency-Key", header(key));
    JsonNode answer =
        global.client().post("/api/v1/tasks", body(), ApiClient.DEFAULT_TIMEOUT, headers).body();
    global.screen().show(answer, List.of(accepted(answer)));
    return ExitCode.OK;
  }

  /** Leaves out what was not said, so that the host's defaults hold. */
  private ObjectNode body() {
    ObjectNode body = JsonText.object().put("text", text());
    putText(body, "type", type);
    putText(body, "repo", repo);
    putText(body, "language", language);
    putText(body, "deadline", deadline);
    putList(body, "files", files);
    putList(body, "capabilities", capabilities);
    putList(body, "depends_on", dependsOn);
    putNumber(body, "priority", priority);
    putNumber(body, "agents", agents);
    putNumber(body, "parts", parts);
    return body;
  }

  private static void putText(ObjectNode body, String name, @Nullable String value) {
    if (value != null) {
      body.put(name, value);
    }
  }

  private static void putNumber(ObjectNode body, String name, @Nullable Integer value) {
    if (value != null) {
      body.put(name, value);
    }
  }

  private static void putList(ObjectNode body, String name, List<String> values) {
    if (!values.isEmpty()) {
      body.set(name, JsonText.array(values));
    }
  }

  private String text() {
    try {
      if (text.equals("-")) {
        return new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
      }
      return text.startsWith("@") ? Files.readString(Path.of(text.substring(1))) : text;
    } catch (IOException e) {
      throw usage("the text cannot be read from " + text + ": no such readable UTF-8 file");
    }
  }

  private String header(String value) {
    if (!value.matches("[\\x21-\\x7e]{1,200}")) {
      throw usage("--key must be 1 to 200 visible ASCII characters");
    }
    return value;
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private static String accepted(JsonNode answer) {
    JsonNode estimate = answer.path("estimate");
    String line = answer.path("id").asString("") + " " + answer.path("state").asString("");
    return estimate.isObject() ? line + "  " + Explanation.estimate(estimate) : line;
  }
}
