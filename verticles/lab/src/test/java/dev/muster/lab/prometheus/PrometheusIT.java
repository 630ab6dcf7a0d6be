package dev.muster.lab.prometheus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.host.cli.JsonText;
import dev.muster.lab.Checkout;
import dev.muster.lab.Requires;
import dev.muster.lab.mcp.HostProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Prometheus's own judgement of the page and the rules, and a real one that scrapes a host. */
@Timeout(180)
final class PrometheusIT {
  private static final Path RULES = Checkout.root().resolve("conf/prometheus-rules.yaml");

  @TempDir Path folder;

  @Test
  void its_linter_finds_nothing_on_the_page() throws Exception {
    Requires.tool("promtool");
    try (HostProcess host = host()) {
      work(host);
      Path page = Files.writeString(folder.resolve("page"), page(host));
      assertTrue(Checkout.read(page).contains("\nmuster_errors_ratio 0.0\n"));
      assertEquals("0:", Promtool.run(page, "check", "metrics"), () -> Checkout.read(page));
    }
  }

  @Test
  void its_linter_finds_nothing_in_the_rules() throws Exception {
    String checked = Promtool.run(null, "check", "rules", RULES.toString());
    assertEquals("0:Checking " + RULES + "|  SUCCESS: 11 rules found", checked);
  }

  @Test
  void each_rule_fires_beyond_its_threshold_and_not_at_it() throws Exception {
    Path test =
        Checkout.root().resolve("verticles/lab/src/test/resources/prometheus/rules-test.yaml");
    String tested = Promtool.run(null, "test", "rules", test.toString());
    assertEquals("0:Unit Testing:  " + test + "|  SUCCESS", tested);
  }

  @Test
  void it_scrapes_a_host_with_the_token_and_not_without() throws Exception {
    Requires.tool("prometheus");
    try (HostProcess host = host();
        PrometheusProcess prometheus =
            PrometheusProcess.start(folder.resolve("prometheus"), host, RULES)) {
      post(host, "/api/v1/tasks", "{\"text\":\"waits for an agent\"}");
      assertEquals("up", prometheus.settled("muster"));
      assertEquals("down", prometheus.settled("without-token"));

      assertEquals("1", prometheus.value("muster_tasks{state=\"READY\"}"));
      assertEquals("35", prometheus.value("count(muster_decisions_total)"));
      double resident = Double.parseDouble(prometheus.value("process_resident_memory_bytes"));
      assertTrue(resident > 50e6 && resident < 400e6, () -> resident + " bytes");
      assertEquals(Set.of("ok"), prometheus.ruleHealth(11));
    }
  }

  private HostProcess host() throws Exception {
    return HostProcess.start(folder.resolve("data"));
  }

  /** One task from its submission to its end. */
  private static void work(HostProcess host) {
    String agent =
        post(host, "/api/v1/agents", "{\"name\":\"one\",\"instance\":\"i-1\"}")
            .path("id")
            .asString();
    JsonNode task = post(host, "/api/v1/tasks", "{\"text\":\"one\"}");
    String claim = "{\"agent\":\"" + agent + "\",\"wait_s\":20}";
    JsonNode slot = post(host, "/api/v1/tasks/claim", claim);
    String outcome =
        "{\"slot\":0,\"fence\":%d,\"result\":\"succeeded\"}".formatted(slot.path("fence").asLong());
    post(host, "/api/v1/tasks/" + task.path("id").asString() + "/outcome", outcome);
  }

  private static JsonNode post(HostProcess host, String path, String body) {
    return host.client().post(path, JsonText.read(body), Duration.ofSeconds(30), Map.of()).body();
  }

  private static String page(HostProcess host) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(host.url() + "/metrics"))
            .header("Authorization", "Bearer " + host.token())
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      var answer = client.send(request, BodyHandlers.ofString());
      assertEquals(200, answer.statusCode());
      assertEquals(
          "text/plain; version=0.0.4; charset=utf-8",
          answer.headers().firstValue("Content-Type").orElse(""));
      return answer.body();
    }
  }
}
