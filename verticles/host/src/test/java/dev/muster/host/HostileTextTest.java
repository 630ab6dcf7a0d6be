package dev.muster.host;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** Text is what somebody wrote, whatever it is. */
@Timeout(60)
final class HostileTextTest {
  private static final JsonMapper JSON = new JsonMapper();

  @Test
  void text_comes_back_as_it_was_given(@TempDir Path data) {
    try (TestHost host = TestHost.start(data)) {
      for (String text :
          List.of(
              "a\u0000b",
              "\u202Egnp.exe\u202C \u200Fleft",
              "</script><script>alert(1)</script>",
              "'; DROP TABLE task; --",
              "\uD83D\uDE00".repeat(16_000),
              "{\"text\":\"\\u0000\"}",
              "\uFEFFmark \uFFFF \r\n\t\u0085\u2028 end")) {
        String body = "{\"text\":" + JSON.writeValueAsString(text) + "}";
        Answer accepted = host.post("/api/v1/tasks", body);
        assertEquals(202, accepted.status(), accepted.text());
        Answer seen = host.get(accepted.json().path("poll").asString());
        assertEquals(text, seen.json().path("task").path("text").asString());
        assertEquals("application/json", seen.header("Content-Type"));
      }
    }
  }
}
