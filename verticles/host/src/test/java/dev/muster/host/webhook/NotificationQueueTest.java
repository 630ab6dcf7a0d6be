package dev.muster.host.webhook;

import static dev.muster.host.webhook.WebhookVerticleTest.alert;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.contract.AlertState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class NotificationQueueTest {
  private final NotificationQueue queue =
      new NotificationQueue(
          new WebhookOptions("http://a.test", 2, Duration.ofSeconds(1), Duration.ofSeconds(5)),
          "http://muster.test");

  @Test
  void an_alert_is_told_once_when_it_fires_and_once_when_it_is_over() {
    assertFalse(queue.offer(alert("Hot", AlertState.PENDING, null)));
    assertTrue(queue.offer(alert("Hot", AlertState.FIRING, null)));
    assertFalse(queue.offer(alert("Hot", AlertState.FIRING, null)));
    assertTrue(queue.offer(alert("Hot", AlertState.RESOLVED, null)));
    assertFalse(queue.offer(alert("Hot", AlertState.INACTIVE, null)));
    assertEquals(List.of("firing", "resolved"), List.of(taken(), taken()));
    assertNull(queue.next());
  }

  @Test
  void one_that_was_told_and_is_inhibited_later_is_still_told_to_be_over() {
    assertTrue(queue.offer(alert("Hot", AlertState.FIRING, null)));
    assertFalse(queue.offer(alert("Hot", AlertState.FIRING, "Hotter")));
    assertTrue(queue.offer(alert("Hot", AlertState.RESOLVED, null)));
  }

  @Test
  void when_too_many_wait_the_oldest_is_dropped_and_counted() {
    for (String name : List.of("A", "B", "C")) {
      assertTrue(queue.offer(alert(name, AlertState.FIRING, null)));
    }
    assertEquals(1, queue.dropped());
    assertEquals("{}:{alertname=\"B\"}", Objects.requireNonNull(queue.next()).groupKey());
  }

  @Test
  void the_wait_doubles_up_to_its_most_and_begins_anew_after_a_success() {
    assertTrue(queue.offer(alert("Hot", AlertState.FIRING, null)));
    assertEquals(
        Stream.of(1, 2, 4, 5, 5).map(Duration::ofSeconds).toList(),
        Stream.generate(this::failed).limit(5).toList());
    assertEquals("firing", taken());
    assertTrue(queue.offer(alert("Next", AlertState.FIRING, null)));
    assertEquals(Duration.ofSeconds(1), failed());
  }

  /** FNV-1a of no bytes is its basis; of one label it is over {@code a FF b FF}. */
  @Test
  void the_fingerprint_is_fnv_1a_over_names_and_values() {
    assertEquals("cbf29ce484222325", Notification.fingerprint(Map.of()));
    long sum = 0xcbf29ce484222325L;
    for (int next : new int[] {'a', 0xff, 'b', 0xff}) {
      sum = (sum ^ next) * 0x100000001b3L;
    }
    assertEquals(Long.toHexString(sum), Notification.fingerprint(Map.of("a", "b")));
  }

  private Duration failed() {
    return queue.answered(Objects.requireNonNull(queue.next()), Receiver.Answer.LATER);
  }

  private String taken() {
    Notification next = Objects.requireNonNull(queue.next());
    assertEquals(Duration.ZERO, queue.answered(next, Receiver.Answer.TAKEN));
    return next.status();
  }
}
