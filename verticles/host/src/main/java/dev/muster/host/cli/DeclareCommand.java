package dev.muster.host.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code muster declare}: say early what will be edited, and hear who else is there. */
@Command(
    name = "declare",
    description = "Say which files you will edit and hear who else does; exit 75 when parked.",
    mixinStandardHelpOptions = true)
final class DeclareCommand implements Callable<Integer> {
  private static final Pattern WITH_LINES =
      Pattern.compile("(.+):([1-9][0-9]{0,8})(?:-([1-9][0-9]{0,8}))?");

  private record Lines(int from, int to) {}

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
  private CommandSpec spec;

  @Mixin private final GlobalOptions global = new GlobalOptions();
  @Mixin private final CallerOptions caller = new CallerOptions();

  @Parameters(
      paramLabel = "PATH[:FROM-TO]",
      arity = "1..*",
      description = "Files, with the lines when you know them.")
  private List<String> names = List.of();

  @Option(names = "--intent", required = true, description = "What you are about to do.")
  private String intent = "";

  @Option(names = "--read-only", description = "You will only read them.")
  private boolean readOnly;

  @Override
  public Integer call() {
    ObjectNode body = caller.body().put("intent", intent);
    if (readOnly) {
      body.put("read_only", true);
    }
    files(body.putArray("files"));
    Optional<CallerOptions.TaskSlot> task = CallerOptions.taskSlot();
    task.ifPresent(slot ->
        body.put("task_id", slot.task()).put("slot", slot.slot()).put("fence", slot.fence()));
    JsonNode answer = global.client().post("/api/v1/declarations", body).body();
    global.screen().show(answer, lines(answer));
    boolean parked = answer.path("declaration").path("state").asString("").equals("parked");
    return parked ? ExitCode.TIMEOUT : ExitCode.OK;
  }

  private void files(ArrayNode files) {
    var declared = new LinkedHashMap<String, List<Lines>>();
    for (String name : names) {
      Matcher matcher = WITH_LINES.matcher(name);
      if (matcher.matches() && !Files.exists(Path.of(name))) {
        int from = Integer.parseInt(matcher.group(2));
        int to = matcher.group(3) == null ? from : Integer.parseInt(matcher.group(3));
        if (to < from) {
          throw new ParameterException(
              spec.commandLine(), "lines must be from-to with from <= to, was " + name);
        }
        declared.computeIfAbsent(matcher.group(1), n -> new ArrayList<>()).add(new Lines(from, to));
      } else {
        declared.computeIfAbsent(name, n -> new ArrayList<>());
      }
    }
    for (Map.Entry<String, List<Lines>> file : declared.entrySet()) {
      ArrayNode lines = files.addObject().put("path", file.getKey()).putArray("lines");
      file.getValue()
          .forEach(range -> lines.addObject().put("from", range.from()).put("to", range.to()));
    }
  }

  private static List<String> lines(JsonNode answer) {
    String advice = answer.path("advice").asString("").replace('_', ' ');
    String text = answer.path("text").asString("");
    return text.isEmpty() ? List.of("advice: " + advice) : List.of("advice: " + advice, text);
  }
}
