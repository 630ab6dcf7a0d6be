package dev.muster.lab.prometheus;

import dev.muster.host.cli.JsonText;
import dev.muster.lab.Checkout;
import dev.muster.lab.MusterProcess;
import dev.muster.lab.Requires;
import dev.muster.lab.mcp.HostProcess;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** A Prometheus of our own on a free port of this machine, which scrapes a host each second. */
final class PrometheusProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration LOOK_EVERY = Duration.ofMillis(100);
  private static final Pattern LISTENING = Pattern.compile("\"Listening on\" address=(\\S+)");

  private final Process process;
  private final Path log;
  private final HttpClient client = HttpClient.newHttpClient();

  private PrometheusProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  static PrometheusProcess start(Path folder, HostProcess host, Path rules) throws IOException {
    String target = URI.create(host.url()).getAuthority();
    Files.createDirectories(folder);
    Path config = folder.resolve("prometheus.yml");
    Files.writeString(
        config,
        """
        global: {scrape_interval: 1s, scrape_timeout: 1s, evaluation_interval: 1s}
        rule_files: ["%s"]
        scrape_configs:
          - job_name: muster
            authorization: {credentials: "%s"}
            static_configs: [{targets: ["%s"]}]
          - job_name: without-token
            static_configs: [{targets: ["%s"]}]
        """
            .formatted(rules, host.token(), target, target));
    Path log = folder.resolve("log");
    Process process =
        new ProcessBuilder(
                Requires.tool("prometheus").toString(),
                "--config.file=" + config,
                "--storage.tsdb.path=" + folder.resolve("tsdb"),
                "--web.listen-address=127.0.0.1:0")
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    return new PrometheusProcess(process, log);
  }

  /** The health of the only target of a job, as soon as it was scraped. */
  String settled(String job) {
    JsonNode target =
        await(
            "/api/v1/targets?state=active",
            answer ->
                answer
                    .path("activeTargets")
                    .valueStream()
                    .anyMatch(
                        of -> is(of, job) && !of.path("health").asString().equals("unknown")));
    return target
        .path("activeTargets")
        .valueStream()
        .filter(of -> is(of, job))
        .findFirst()
        .orElseThrow()
        .path("health")
        .asString();
  }

  private static boolean is(JsonNode target, String job) {
    return target.path("labels").path("job").asString().equals(job);
  }

  /** The value of a query whose answer is one sample, as soon as there is one. */
  String value(String query) {
    JsonNode answer =
        await(
            "/api/v1/query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8),
            found -> found.path("result").size() == 1);
    return answer.path("result").path(0).path("value").path(1).asString();
  }

  /** What it says of its rules, as soon as it evaluated all of them. */
  Set<String> ruleHealth(int rules) {
    JsonNode answer =
        await(
            "/api/v1/rules",
            found ->
                health(found).valueStream().filter(PrometheusProcess::evaluated).count() == rules);
    return health(answer)
        .valueStream()
        .map(rule -> rule.path("health").asString() + rule.path("lastError").asString(""))
        .collect(Collectors.toSet());
  }

  private static JsonNode health(JsonNode answer) {
    return answer.path("groups").path(0).path("rules");
  }

  private static boolean evaluated(JsonNode rule) {
    return !rule.path("health").asString().equals("unknown");
  }

  private JsonNode await(String path, Predicate<JsonNode> enough) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    String last = "nothing";
    while (System.nanoTime() < end && process.isAlive()) {
      try {
        last = get(path);
        JsonNode answer = JsonText.read(last).path("data");
        if (enough.test(answer)) {
          return answer;
        }
      } catch (IOException notYet) {
        last = notYet.toString();
      }
      LockSupport.parkNanos(LOOK_EVERY.toNanos());
    }
    throw new AssertionError(path + " stayed " + last + "\n" + Checkout.read(log));
  }

  private String get(String path) throws IOException {
    var address = LISTENING.matcher(Files.readString(log));
    if (!address.find()) {
      throw new IOException("it does not listen yet");
    }
    try {
      URI uri = URI.create("http://" + address.group(1) + path);
      return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException(interrupted);
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
    MusterProcess.end(process.toHandle(), 20);
  }
}
