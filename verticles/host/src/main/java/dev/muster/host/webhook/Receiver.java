package dev.muster.host.webhook;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.json.JsonMapper;

/** The program that wants to hear of alerts. */
final class Receiver {
  private static final int SUCCESS = 200;
  private static final int REDIRECTION = 300;
  private static final int TOO_MANY = 429;
  private static final int SERVER_ERROR = 500;

  /** What a receiver answered. */
  enum Answer {
    TAKEN,
    /** A repetition will not help. */
    REFUSED,
    LATER
  }

  private final HttpClient client;
  private final WebhookOptions options;
  private final JsonMapper json = new JsonMapper();

  Receiver(Vertx vertx, WebhookOptions options) {
    this.client = vertx.createHttpClient();
    this.options = options;
  }

  /** Posts it; fails when no answer comes in time. */
  Future<Answer> post(Notification notification) {
    var request =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setAbsoluteURI(options.url())
            .setTimeout(options.timeout().toMillis())
            .putHeader("Content-Type", "application/json");
    return client
        .request(request)
        .compose(ready -> ready.send(Buffer.buffer(json.writeValueAsBytes(notification))))
        .compose(response -> response.end().map(end -> answer(response.statusCode())))
        .timeout(options.timeout().toMillis(), TimeUnit.MILLISECONDS);
  }

  private static Answer answer(int status) {
    if (status >= SUCCESS && status < REDIRECTION) {
      return Answer.TAKEN;
    }
    return status == TOO_MANY || status >= SERVER_ERROR ? Answer.LATER : Answer.REFUSED;
  }
}
