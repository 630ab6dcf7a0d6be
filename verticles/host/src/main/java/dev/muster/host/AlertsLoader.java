package dev.muster.host;

import dev.muster.contract.LabelMatcher;
import dev.muster.host.AlertsFile.Group;
import dev.muster.host.AlertsFile.Inhibition;
import dev.muster.host.AlertsFile.Rule;
import dev.muster.monitoring.MetricNames;
import dev.muster.monitoring.alert.AlertRule;
import dev.muster.monitoring.alert.AlertRules;
import dev.muster.monitoring.alert.Expression;
import dev.muster.monitoring.alert.InhibitRule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Reads the rules of alerts as strictly as the configuration. */
final class AlertsLoader {
  /** As Prometheus writes times: 1h30m, 90s, 500ms; 0 needs no unit. */
  private static final Pattern TIME =
      Pattern.compile(
          "(?:(\\d{1,4})d)?(?:(\\d{1,6})h)?(?:(\\d{1,6})m)?(?:(\\d{1,9})s)?(?:(\\d{1,9})ms)?");

  private AlertsLoader() {}

  /** The rules beside a configuration; none when the file is not there. */
  static AlertRules beside(Path conf) {
    Path file = conf.resolveSibling("alerts.yaml");
    return Files.notExists(file) ? AlertRules.NONE : load(file, MetricNames.all());
  }

  /** What the file says of these metrics; its rules have different names. */
  static AlertRules load(Path file, Set<String> metrics) {
    String text = StrictYaml.text(file);
    AlertsFile said = StrictYaml.read(mapper(metrics), file, text, AlertsFile.class);
    var rules = new ArrayList<AlertRule>();
    Set<String> names = new HashSet<>();
    List<Group> groups = there(said.groups());
    for (int g = 0; g < groups.size(); g++) {
      Group group = present(groups.get(g), file, text, "/groups/" + g);
      List<Rule> ofGroup = there(group.rules());
      for (int r = 0; r < ofGroup.size(); r++) {
        String place = "/groups/" + g + "/rules/" + r;
        Rule rule = present(ofGroup.get(r), file, text, place);
        if (!names.add(rule.alert())) {
          throw StrictYaml.refused(
              file,
              text,
              place + "/alert",
              "alert must be a name of its own, `" + rule.alert() + "` is there already");
        }
        rules.add(rule.rule());
      }
    }
    return new AlertRules(rules, inhibitions(said, file, text));
  }

  private static List<InhibitRule> inhibitions(AlertsFile said, Path file, String text) {
    var rules = new ArrayList<InhibitRule>();
    for (Inhibition inhibition : there(said.inhibitRules())) {
      String place = "/inhibit_rules/" + rules.size();
      rules.add(present(inhibition, file, text, place).rule());
    }
    return rules;
  }

  private static <T> List<T> there(@Nullable List<T> list) {
    return list == null ? List.of() : list;
  }

  private static <T> T present(@Nullable T entry, Path file, String text, String place) {
    if (entry == null) {
      throw StrictYaml.refused(file, text, place, "expected an entry, found nothing behind the -");
    }
    return entry;
  }

  private static YAMLMapper mapper(Set<String> metrics) {
    var words = new SimpleModule("muster-alerts");
    words.addDeserializer(
        Expression.class, new Word<>("expr", "`metric op number`", said -> known(said, metrics)));
    words.addDeserializer(
        LabelMatcher.class, new Word<>("a matcher", "a text", LabelMatcher::parse));
    words.addDeserializer(Duration.class, new Word<>("a time", "like 10m", AlertsLoader::time));
    return StrictYaml.MAPPER.rebuild().addModule(words).build();
  }

  private static Expression known(String said, Set<String> metrics) {
    Expression expression = Expression.parse(said);
    if (!metrics.contains(expression.metric())) {
      throw new IllegalArgumentException(
          "expr must name a metric that snapshots have, was `"
              + expression.metric()
              + "`"
              + StrictYaml.nearest(expression.metric(), metrics));
    }
    return expression;
  }

  private static Duration time(String said) {
    Matcher read = TIME.matcher(said);
    if (said.equals("0")) {
      return Duration.ZERO;
    }
    if (said.isEmpty() || !read.matches()) {
      throw new IllegalArgumentException(
          "a time must be like 90s, 10m or 1h30m, was `" + said + "`");
    }
    return Duration.ofDays(number(read, 1))
        .plusHours(number(read, 2))
        .plusMinutes(number(read, 3))
        .plusSeconds(number(read, 4))
        .plusMillis(number(read, 5));
  }

  private static long number(Matcher read, int group) {
    String digits = read.group(group);
    return digits == null ? 0 : Long.parseLong(digits);
  }

  /** Reads what YAML has as one plain text or number. */
  private static final class Word<T> extends ValueDeserializer<T> {
    private final String field;
    private final String form;
    private final Function<String, T> read;

    Word(String field, String form, Function<String, T> read) {
      this.field = field;
      this.form = form;
      this.read = read;
    }

    @Override
    public T deserialize(JsonParser in, DeserializationContext context) {
      JsonToken token = in.currentToken();
      if (token == null || !token.isScalarValue()) {
        throw new IllegalArgumentException(
            field + " must be " + form + ", was " + (token == null ? "nothing" : "a map or list"));
      }
      return read.apply(in.getString());
    }
  }
}
