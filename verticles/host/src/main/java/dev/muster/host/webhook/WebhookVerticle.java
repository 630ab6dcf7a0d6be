package dev.muster.host.webhook;

import dev.muster.bus.Bus;
import dev.muster.contract.Addresses;
import dev.muster.contract.Alert;
import dev.muster.contract.ListAlerts;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Posts alerts one after the other; a receiver that is away is tried again, later and later. */
public final class WebhookVerticle extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(WebhookVerticle.class);

  private final Bus bus;
  private final WebhookOptions options;
  private final NotificationQueue queue;
  private @Nullable Receiver receiver;
  private boolean busy;

  /** {@code hostUrl} is where people find the host. */
  public WebhookVerticle(Bus bus, WebhookOptions options, String hostUrl) {
    this.bus = bus;
    this.options = options;
    this.queue = new NotificationQueue(options, hostUrl);
  }

  /** What fires at the start is told again: the host may have ended before it was. */
  @Override
  public Future<?> start() {
    receiver = new Receiver(vertx, options);
    return bus.subscribe(Addresses.ALERT_EVENTS, changed -> hear(changed.alert()))
        .compose(done -> bus.request(Addresses.ALERT_LIST, new ListAlerts()))
        .onSuccess(list -> list.alerts().forEach(this::hear));
  }

  private void hear(Alert alert) {
    if (queue.offer(alert)) {
      post();
    }
  }

  private void post() {
    Notification next = queue.next();
    Receiver to = receiver;
    if (busy || next == null || to == null) {
      return;
    }
    busy = true;
    to.post(next).otherwise(Receiver.Answer.LATER).onSuccess(answer -> answered(next, answer));
  }

  private void answered(Notification posted, Receiver.Answer answer) {
    long wait = queue.answered(posted, answer).toMillis();
    LOG.info(
        "webhook, {}: {}; the next post in {} ms, {} dropped",
        posted.groupKey(),
        answer,
        wait,
        queue.dropped());
    vertx.setTimer(
        Math.max(1, wait),
        timer -> {
          busy = false;
          post();
        });
  }

  @Override
  public Future<?> stop() {
    receiver = null;
    return Future.succeededFuture();
  }
}
