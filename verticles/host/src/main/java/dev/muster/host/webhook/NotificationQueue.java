package dev.muster.host.webhook;

import dev.muster.contract.Alert;
import dev.muster.contract.AlertState;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which notifications wait, oldest first. An alert is told when it fires and people are to hear of
 * it, and once more when it fires no more; a wait between tries doubles from a second on. Confined
 * to one thread.
 */
final class NotificationQueue {
  private static final Duration FIRST_WAIT = Duration.ofSeconds(1);

  private final WebhookOptions options;
  private final String hostUrl;
  private final Set<String> told = new HashSet<>();
  private final Deque<Notification> waiting = new ArrayDeque<>();
  private Duration wait = FIRST_WAIT;
  private long dropped;

  NotificationQueue(WebhookOptions options, String hostUrl) {
    this.options = options;
    this.hostUrl = hostUrl;
  }

  /** Takes how an alert stands now; whether there is something new to post. */
  boolean offer(Alert alert) {
    boolean over = alert.state() != AlertState.FIRING;
    if (over ? !told.remove(alert.name()) : !(alert.heard() && told.add(alert.name()))) {
      return false;
    }
    if (waiting.size() == options.queueMax()) {
      waiting.removeFirst();
      dropped++;
    }
    waiting.add(Notification.of(alert, over, hostUrl));
    return true;
  }

  /** The next to post; null when nothing waits. */
  @Nullable Notification next() {
    return waiting.peekFirst();
  }

  /** Takes what the receiver answered; how long to wait before the next post. */
  Duration answered(Notification posted, Receiver.Answer answer) {
    if (answer == Receiver.Answer.LATER) {
      Duration now = wait.compareTo(options.retryMax()) < 0 ? wait : options.retryMax();
      wait = now.multipliedBy(2);
      return now;
    }
    if (posted.equals(waiting.peekFirst())) {
      waiting.removeFirst();
    }
    wait = FIRST_WAIT;
    return Duration.ZERO;
  }

  /** Notifications that were dropped because too many waited. */
  long dropped() {
    return dropped;
  }
}
