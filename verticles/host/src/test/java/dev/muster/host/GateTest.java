package dev.muster.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who is let in: by Host, by Origin, by token. */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class GateTest {
  private TestHost host;

  @BeforeAll
  void start(@TempDir Path data) {
    String yaml =
        "http:\n  allowed_hosts: [Muster.test]\n  allowed_origins: ['http://good.test']\n";
    host = TestHost.start(data, yaml, TestHost.checkout().resolve("webroot"));
  }

  @AfterAll
  void stop() {
    host.close();
  }

  private String head(String name, String value) {
    return host.raw("GET /livez HTTP/1.1", name + ": " + value).lines().findFirst().orElse("");
  }

  private String from(String origin) {
    return host.raw("GET /livez HTTP/1.1", "Host: 127.0.0.1:" + host.port(), "Origin: " + origin);
  }

  @Test
  void a_foreign_host_name_is_misdirected() {
    for (String name :
        List.of(
            "evil.com",
            "evil.com:" + host.port(),
            "127.0.0.1.nip.io",
            "localhost.evil.com",
            "127.0.0.1.",
            "0.0.0.0",
            "10.0.0.1",
            "[::2]")) {
      String answer = host.raw("GET /livez HTTP/1.1", "Host: " + name);
      assertTrue(answer.startsWith("HTTP/1.1 421 "), () -> name + " got " + answer);
      assertTrue(answer.contains("\"MISDIRECTED\""), answer);
    }
  }

  @Test
  void a_host_that_is_no_name_is_refused() {
    for (String header : List.of("Host: 127.0.0.1@evil.com", "Host: ", "Host: a b", "X-No: host")) {
      String answer = host.raw("GET /livez HTTP/1.1", header);
      assertTrue(answer.matches("(?s)HTTP/1.1 4(00|21) .*"), () -> header + " got " + answer);
    }
  }

  @Test
  void the_names_of_this_machine_and_the_allowed_ones_are_served() {
    for (String name : List.of("localhost", "LOCALHOST:1", "127.0.0.1", "[::1]", "muster.test")) {
      assertEquals("HTTP/1.1 200 OK", head("Host", name), name);
    }
  }

  @Test
  void the_gate_stands_before_the_page_and_the_events_too() {
    for (String path : List.of("/", "/app.js", "/api/v1/events", "/api/v1/session", "/nothing")) {
      String answer = host.raw("GET " + path + " HTTP/1.1", "Host: rebound.evil.com");
      assertTrue(answer.startsWith("HTTP/1.1 421 "), () -> path + " got " + answer);
    }
  }

  @Test
  void a_foreign_origin_is_not_permitted() {
    for (String origin :
        List.of(
            "http://evil.com",
            "null",
            "http://127.0.0.1:1",
            "http://127.0.0.1",
            "http://localhost.evil.com:" + host.port(),
            "file://",
            "x",
            "",
            "http://good.test.evil.com",
            "http://[",
            "http://good.test:81")) {
      String answer = from(origin);
      assertTrue(answer.startsWith("HTTP/1.1 403 "), () -> origin + " got " + answer);
      assertTrue(answer.contains("\"NOT_PERMITTED\""), answer);
      assertFalse(answer.contains("Access-Control-Allow"), answer);
    }
  }

  @Test
  void our_own_and_the_allowed_origins_are_served() {
    for (String origin : List.of("http://127.0.0.1:" + host.port(), "http://good.test")) {
      assertTrue(from(origin).startsWith("HTTP/1.1 200 "), origin);
    }
  }

  @Test
  void no_or_another_token_is_unauthorized() {
    long before = host.seq();
    assertUnauthorized(host.ask(host.bare("/api/v1/tasks")));
    for (String value :
        List.of(
            "Bearer",
            "Bearer ",
            "Bearer x",
            "Bearer " + host.token() + "x",
            "Bearer " + host.token().substring(1),
            "Basic " + host.token(),
            host.token(),
            "Bearer " + "x".repeat(7000),
            "Bearer eyJhbGciOiJub25lIn0.e30.",
            "Bearer session..x",
            "Bearer session.",
            "Bearer session.x.",
            "Bearer session.1-.x",
            "Bearer session.9999999999-a.AAAA",
            "Bearer ..",
            "Bearer \u00e9\u00e9")) {
      assertUnauthorized(host.ask(host.bare("/api/v1/tasks").header("Authorization", value)));
    }
    for (String path : List.of("/api/v1/events", "/api/v1/nothing", "/api/v1/fleet", "/api/")) {
      assertUnauthorized(host.ask(host.bare(path)));
    }
    assertEquals(before, host.seq());
  }

  private static void assertUnauthorized(Answer answer) {
    String detail = answer.problem(401, "UNAUTHORIZED");
    assertTrue(answer.header("WWW-Authenticate").startsWith("Bearer"), detail);
  }

  @Test
  void a_token_of_100_kb_and_any_header_over_8_kb_is_too_large_to_look_at() {
    String local = "Host: 127.0.0.1";
    String token = "Authorization: Bearer " + "x".repeat(100_000);
    assertTrue(host.raw("GET /api/v1/tasks HTTP/1.1", local, token).startsWith("HTTP/1.1 431 "));
    String other = "X-Other: " + "y".repeat(9000);
    assertTrue(host.raw("GET /livez HTTP/1.1", local, other).startsWith("HTTP/1.1 431 "));
    String line = "GET /" + "z".repeat(9000) + " HTTP/1.1";
    String answer = host.raw(line, local);
    assertTrue(answer.matches("(?s)HTTP/1.[01] 414 .*"), answer);
    assertEquals(200, host.get("/livez").status());
  }

  @Test
  void a_body_is_not_read_before_the_token_was_right() {
    Answer answer =
        host.ask(host.bare("/api/v1/tasks").POST(BodyPublishers.ofByteArray(new byte[2 << 20])));
    answer.problem(401, "UNAUTHORIZED");
  }

  @Test
  void a_route_or_method_that_nobody_serves_is_not_found() {
    host.get("/api/v1/nothing").problem(404, "NOT_FOUND");
    host.get("/nothing").problem(404, "NOT_FOUND");
    host.post("/livez", "{}").problem(404, "NOT_FOUND");
    host.post("/api/v1/fleet", "{}").problem(404, "NOT_FOUND");
    host.ask(host.to("/api/v1/tasks").DELETE()).problem(404, "NOT_FOUND");
    host.get("/api/v1/session").problem(404, "NOT_FOUND");
    host.ask(host.bare("/").method("TRACE", noBody())).problem(404, "NOT_FOUND");
    host.ask(host.bare("/").method("WHATEVER", noBody())).problem(404, "NOT_FOUND");
  }

  private static BodyPublisher noBody() {
    return BodyPublishers.noBody();
  }

  @Test
  void a_request_that_is_no_http_is_refused_and_the_host_lives() {
    for (String bytes :
        List.of(
            "\u0016\u0003\u0001\r\n\r\n",
            "GET\r\n\r\n",
            "A B C\r\n\r\n",
            "GET /%zz HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")) {
      String answer = host.raw(bytes.getBytes(StandardCharsets.ISO_8859_1));
      assertTrue(answer.isEmpty() || answer.matches("(?s)HTTP/1.[01] 400 .*"), answer);
    }
    assertEquals(200, host.get("/livez").status());
  }

  @Test
  void anybody_may_ask_whether_the_host_lives_and_is_ready() {
    assertEquals("{\"status\":\"live\"}", host.ask(host.bare("/livez")).text());
    assertEquals("{\"status\":\"ready\"}", host.ask(host.bare("/readyz")).text());
    assertEquals("{\"status\":\"ready\"}", host.ask(host.bare("/healthz")).text());
  }

  @Test
  void who_asks_for_more_hears_of_each_component_but_of_those_that_are_left_out() {
    Answer all = host.ask(host.bare("/readyz?verbose"));
    assertEquals("UP", all.json().path("outcome").asString(), all::text);
    assertEquals(List.of("store", "tasks", "agents", "models", "plugins", "alerts"), ids(all));
    assertEquals(
        List.of("tasks", "agents", "models", "alerts"),
        ids(host.ask(host.bare("/readyz?verbose&exclude=store&exclude=plugins"))));
  }

  private static List<String> ids(Answer answer) {
    return answer
        .json()
        .path("checks")
        .valueStream()
        .map(check -> check.path("id").asString())
        .toList();
  }
}
