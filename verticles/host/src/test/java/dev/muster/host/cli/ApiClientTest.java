package dev.muster.host.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.host.cli.ScriptedHost.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class ApiClientTest {
  private static final String PATH = "/api/v1/fleet";

  @Test
  void aGoodAnswerHasItsStatusAndBody() throws Exception {
    try (var host = new ScriptedHost().on(PATH, call -> new Answer(202, "{\"a\":1}"))) {
      ApiAnswer answer = new ApiClient(host.url() + "/", "secret").get(PATH);
      assertEquals(202, answer.status());
      assertEquals(1, answer.body().path("a").asInt());
      assertEquals("Bearer secret", host.await(PATH).token().orElse(""));
    }
  }

  @Test
  void anEmptyAnswerHasAMissingBody() throws Exception {
    try (var host = new ScriptedHost().on(PATH, call -> new Answer(204, ""))) {
      assertTrue(new ApiClient(host.url(), null).get(PATH).body().isMissingNode());
      assertTrue(host.await(PATH).token().isEmpty());
    }
  }

  @Test
  void aProblemKeepsItsCodeAndText() throws Exception {
    try (var host = new ScriptedHost().on(PATH, call -> Answer.problem(409, "STALE_FENCE"))) {
      var client = new ApiClient(host.url(), null);
      var failure = assertThrows(ApiFailure.class, () -> client.get(PATH));
      assertEquals(409, failure.status());
      assertEquals("STALE_FENCE", failure.code());
      assertEquals("told so", failure.reason());
    }
  }

  @Test
  void aSilentHostIsATimeout() throws Exception {
    var open = new CountDownLatch(1);
    try (var host = new ScriptedHost().on(PATH, call -> Answer.afterwards(open))) {
      var client = new ApiClient(host.url(), null);
      var failure =
          assertThrows(
              ApiFailure.class,
              () -> client.post(PATH, JsonText.object(), Duration.ofMillis(200), Map.of()));
      assertEquals(75, failure.exitCode());
      assertTrue(failure.away());
      open.countDown();
    }
  }

  @Test
  void retryingWaitsForAHostThatComesBack() throws Exception {
    var tries = new AtomicInteger();
    try (var host = new ScriptedHost().on(PATH, call -> Answer.ok("{}"))) {
      host.leave();
      var client = new ApiClient(host.url(), null);
      var answer = client.retrying(() -> backAtThirdAsking(host, tries)).get(PATH);
      assertEquals(200, answer.status());
    }
  }

  @Test
  void retryingDoesNotRepeatARefusal() throws Exception {
    try (var host = new ScriptedHost().on(PATH, call -> Answer.problem(400, "BAD_REQUEST"))) {
      var client = new ApiClient(host.url(), null).retrying(() -> true);
      assertThrows(ApiFailure.class, () -> client.post(PATH, JsonText.object()));
      host.await(PATH);
      assertEquals(0, host.waiting(PATH));
    }
  }

  @Test
  void retryingEndsWhenItIsNoLongerWanted() {
    var client = new ApiClient("http://127.0.0.1:9", null).retrying(() -> false);
    assertEquals(69, assertThrows(ApiFailure.class, () -> client.get(PATH)).exitCode());
  }

  private static boolean backAtThirdAsking(ScriptedHost host, AtomicInteger asked) {
    if (asked.incrementAndGet() == 3) {
      try {
        host.comeBack();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return true;
  }
}
