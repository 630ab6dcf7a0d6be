package dev.muster.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.bus.Json;
import dev.muster.contract.Decision;
import dev.muster.contract.DecisionId;
import dev.muster.contract.ReportDecisionOutcome;
import dev.muster.contract.TaskId;
import dev.muster.host.cli.CliRun;
import dev.muster.store.Store;
import dev.muster.store.StoreOptions;
import dev.muster.store.Tx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** What dashboard, rules and README call by name is on the page of a host that knows all of it. */
@Timeout(60)
final class MetricNamesTest {
  private static final Path CONF = TestHost.checkout().resolve("conf");
  private static final Path WIRE = Path.of("../bus/src/test/resources/wire");

  /** From so many outcomes on every figure is known. */
  private static final int OUTCOMES = 1_000;

  private static final Pattern NAME =
      Pattern.compile("\\b(?:muster|process|machine|jvm|vertx|system)_[a-z0-9_]+");

  private static final Pattern OURS =
      Pattern.compile(
          "muster_.*|machine_.*|process_(proportional_)?resident_.*|process_cpu_seconds_total");

  private static final Pattern ROW =
      Pattern.compile("\\| `([a-z_]+)` \\| (?:counter|gauge|histogram) .*");

  /** Every name that a sample on the page has. */
  private static Set<String> samples = Set.of();

  /** Every family of ours on the page, with its kind. */
  private static final Map<String, String> FAMILIES = new HashMap<>();

  @BeforeAll
  static void scrape(@TempDir Path data) throws IOException {
    past(data);
    plugin(data);
    try (TestHost host = TestHost.start(data)) {
      work(host);
      String page = page(host);
      samples =
          page.lines()
              .filter(line -> !line.startsWith("#"))
              .map(line -> line.split("[{ ]", 2)[0])
              .collect(Collectors.toSet());
      page.lines()
          .filter(line -> line.startsWith("# TYPE "))
          .map(line -> line.split(" ", -1))
          .filter(words -> OURS.matcher(words[2]).matches() && !words[2].endsWith("_seconds_max"))
          .forEach(words -> FAMILIES.put(words[2], words[3]));
    }
  }

  @Test
  void every_name_in_the_rules_is_on_the_page() throws IOException {
    var rules = expressions(new YAMLMapper(), "prometheus-rules.yaml", "expr");
    assertFalse(rules.isEmpty());
    assertEquals(Set.of(), unknown(rules));
  }

  @Test
  void every_name_on_the_dashboard_is_on_the_page() throws IOException {
    var mapper = new JsonMapper();
    var panels = expressions(mapper, "grafana-dashboard.json", "expr");
    panels.addAll(expressions(mapper, "grafana-dashboard.json", "query"));
    assertTrue(panels.size() > 20, panels::toString);
    assertEquals(Set.of(), unknown(panels));
  }

  @Test
  void the_readme_has_a_row_for_each_meter_of_ours_and_no_other() throws IOException {
    Set<String> rows =
        Files.readAllLines(CONF.resolve("README.md")).stream()
            .map(ROW::matcher)
            .filter(row -> row.matches())
            .map(row -> row.group(1) + " " + row.group().split("\\| ", -1)[2].strip())
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> families = new TreeSet<>();
    FAMILIES.forEach((name, kind) -> families.add(name + " " + kind));
    assertEquals(families, rows);
  }

  private static Set<String> unknown(Set<String> expressions) {
    return expressions.stream()
        .flatMap(text -> NAME.matcher(text).results())
        .map(match -> match.group())
        .filter(name -> !samples.contains(name))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> expressions(ObjectMapper mapper, String file, String field)
      throws IOException {
    return mapper.readTree(Files.readString(CONF.resolve(file))).findValues(field).stream()
        .flatMap(value -> value.isObject() ? value.valueStream() : Stream.of(value))
        .map(JsonNode::asString)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Closed decisions of a model, with what it promised. */
  private static void past(Path data) throws IOException {
    Files.createDirectories(data);
    JsonNode made = Json.lenient().readTree(Files.readString(WIRE.resolve("DecisionMade.json")));
    ObjectNode promised = made.path("decision").asObject();
    try (Store store =
        Store.open(new StoreOptions(data.resolve("muster.db"), 2000, 2, 5000), Json.lenient())) {
      store.write(tx -> closed(tx, promised)).toCompletableFuture().join();
    }
  }

  private static int closed(Tx tx, ObjectNode promised) {
    var random = new Random(1);
    Instant now = Instant.now();
    for (int i = 0; i < OUTCOMES; i++) {
      DecisionId id = DecisionId.next(now, random);
      Decision decision =
          Json.lenient().treeToValue(promised.put("id", id.value()), Decision.class);
      tx.advice().insert(decision, "exec", 1, null);
      var report = new ReportDecisionOutcome(id, true, 600_000L, null, 0, null);
      tx.advice().outcome(report, "test", false, now);
    }
    return OUTCOMES;
  }

  /** One that is told of each task that ended, locked before the host starts. */
  private static void plugin(Path data) throws IOException {
    Path folder = Files.createDirectories(data.resolve("plugins/sh-quiet-log"));
    for (String file : Set.of("plugin.yaml", "log.sh")) {
      Path sample = TestHost.checkout().resolve("plugins/samples/sh-quiet-log").resolve(file);
      Files.copy(sample, folder.resolve(file));
    }
    CliRun run = CliRun.of("plugin", "lock", "sh-quiet-log", "--data", data.toString());
    assertEquals(0, run.exitCode(), run::told);
  }

  private static void work(TestHost host) {
    String agent = host.agent("named");
    String id = host.task("named", "one");
    JsonNode slot = host.claim(agent);
    String outcome =
        "{\"slot\":%d,\"fence\":%d,\"result\":\"succeeded\",\"duration_ms\":1200}"
            .formatted(slot.path("slot").asInt(), slot.path("fence").asLong());
    assertEquals(200, host.post("/api/v1/tasks/" + id + "/outcome", outcome).status());
    host.get("/api/v1/tasks/" + TaskId.next(Instant.now(), new Random(2))); // a reply that fails
  }

  /** As soon as the plugin has answered. */
  private static String page(TestHost host) {
    String page = "";
    for (int look = 0; look < 400 && !page.contains("muster_plugin_call"); look++) {
      LockSupport.parkNanos(Duration.ofMillis(25).toNanos());
      page = host.get("/metrics").text();
    }
    return page;
  }
}
