package dev.muster.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How a browser comes in without ever seeing the token. */
@Timeout(60)
final class SessionTest {
  private static Answer exchange(TestHost host, String body) {
    return host.ask(
        host.bare("/api/v1/session")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)));
  }

  private static Answer with(TestHost host, String bearer) {
    return host.ask(host.bare("/api/v1/fleet").header("Authorization", "Bearer " + bearer));
  }

  @Test
  void a_code_opens_one_session_which_outlives_the_host(@TempDir Path data) {
    String session;
    try (TestHost host = TestHost.start(data)) {
      String code = host.post("/api/v1/session/code", "{}").json().path("code").asString();
      Answer opened = exchange(host, "{\"code\":\"" + code + "\"}");
      assertEquals(200, opened.status());
      session = opened.json().path("token").asString();
      assertEquals(200, with(host, session).status());
      exchange(host, "{\"code\":\"" + code + "\"}").problem(401, "UNAUTHORIZED");
    }
    try (TestHost again = TestHost.start(data)) {
      assertEquals(200, with(again, session).status());
      with(again, session + "A").problem(401, "UNAUTHORIZED");
      with(again, session.replace("session.", "session.9")).problem(401, "UNAUTHORIZED");
    }
  }

  @Test
  void a_session_of_another_host_is_refused(@TempDir Path one, @TempDir Path two) {
    try (TestHost here = TestHost.start(one);
        TestHost there = TestHost.start(two)) {
      String code = here.openLink().replaceFirst(".*#code=", "");
      exchange(there, "{\"code\":\"" + code + "\"}").problem(401, "UNAUTHORIZED");
      String session =
          exchange(here, "{\"code\":\"" + code + "\"}").json().path("token").asString();
      with(there, session).problem(401, "UNAUTHORIZED");
      assertEquals(200, with(here, session).status());
    }
  }

  @Test
  void what_is_no_code_opens_nothing(@TempDir Path data) {
    try (TestHost host = TestHost.start(data)) {
      for (String body :
          List.of(
              "{}",
              "{\"code\":null}",
              "{\"code\":{}}",
              "{\"code\":7}",
              "{\"code\":\"\"}",
              "{\"code\":\"guess\"}")) {
        exchange(host, body).problem(401, "UNAUTHORIZED");
      }
      exchange(host, "[]").problem(400, "BAD_REQUEST");
      host.ask(
              host.bare("/api/v1/session/code")
                  .header("Content-Type", "application/json")
                  .POST(BodyPublishers.ofString("{}")))
          .problem(401, "UNAUTHORIZED");
      assertTrue(host.openLink().startsWith("http://127.0.0.1:" + host.port() + "/#code="));
    }
  }
}
