package dev.muster.host.cli.alert;

import dev.muster.contract.LabelMatcher;
import dev.muster.host.cli.ExitCode;
import dev.muster.host.cli.GlobalOptions;
import dev.muster.host.cli.JsonText;
import dev.muster.host.cli.TimeSpan;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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

/** {@code muster alert silence}: a time in which nobody is told of some alerts. */
@Command(
    name = "silence",
    description = "Tell nobody of the alerts that all matchers match; they are still shown.",
    mixinStandardHelpOptions = true)
final class AlertSilenceCommand implements Callable<Integer> {
  @Mixin private final GlobalOptions global = new GlobalOptions();

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
  private CommandSpec spec;

  @Parameters(
      paramLabel = "MATCHER",
      arity = "1..*",
      description = "An alert's name, or a label and its value with =, !=, =~ or !~.")
  @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
  private List<String> matchers;

  @Option(
      names = "--for",
      required = true,
      paramLabel = "TIME",
      converter = TimeSpan.class,
      description = "For how long from now, like 2h.")
  @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
  private Duration time;

  @Option(
      names = "--comment",
      required = true,
      paramLabel = "TEXT",
      description = "Why, for whoever finds it.")
  @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
  private String comment;

  @Option(names = "--by", paramLabel = "NAME", description = "Who; default who is logged in.")
  private @Nullable String by;

  @Override
  public Integer call() {
    ObjectNode body = JsonText.object();
    var list = body.putArray("matchers");
    for (String text : matchers) {
      LabelMatcher matcher = matcher(text);
      list.addObject()
          .put("name", matcher.name())
          .put("value", matcher.value())
          .put("is_regex", matcher.isRegex())
          .put("is_equal", matcher.isEqual());
    }
    body.put("ends_at", Instant.now().plus(time).toString())
        .put("created_by", by == null ? System.getProperty("user.name", "unknown") : by)
        .put("comment", comment);
    JsonNode silence = global.client().post(AlertCommand.PATH + "/silences", body).body();
    global.screen().show(silence, List.of(AlertLines.silence(silence)));
    return ExitCode.OK;
  }

  private LabelMatcher matcher(String text) {
    try {
      return text.matches("\\w+")
          ? new LabelMatcher("alertname", text, null, null)
          : LabelMatcher.parse(text);
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(
          spec.commandLine(), "alert silence: " + wrong.getMessage(), wrong);
    }
  }
}
