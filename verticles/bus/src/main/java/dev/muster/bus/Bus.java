package dev.muster.bus;

import dev.muster.contract.Event;
import dev.muster.contract.Failure;
import dev.muster.contract.FailureCode;
import dev.muster.contract.Message;
import dev.muster.contract.Refused;
import dev.muster.contract.Reply;
import dev.muster.contract.Request;
import dev.muster.contract.Service;
import dev.muster.contract.Topic;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A typed face on the event bus. Every request is answered: what a handler throws becomes a failed
 * reply whose number is the HTTP status and whose message is a {@link Failure} as JSON. An asker
 * that sends a {@code JsonObject} of a request's shape is answered in kind.
 */
public final class Bus {
  private static final Logger LOG = LoggerFactory.getLogger(Bus.class);

  private final EventBus events;
  private final JsonMapper json = Json.lenient();
  private final DeliveryOptions options;
  private final LongAdder dropped = new LongAdder();

  private Bus(EventBus events, Duration timeout) {
    this.events = events;
    this.options = new DeliveryOptions().setSendTimeout(timeout.toMillis());
  }

  /** Registers the codec with {@code vertx}, once for each; a request waits {@code timeout}. */
  public static Bus install(Vertx vertx, Duration timeout) {
    var bus = new Bus(vertx.eventBus(), timeout);
    bus.events.registerCodec(new MessageFrames(bus.json));
    bus.events.codecSelector(body -> body instanceof Message ? MessageFrames.NAME : null);
    return bus;
  }

  /** Asks; fails with {@link Refused} whatever went wrong. */
  public <Q extends Request, R extends Reply> Future<R> request(Service<Q, R> service, Q request) {
    return events
        .request(service.address(), request, options)
        .map(message -> decode(service.reply(), message.body()))
        .recover(failure -> Future.failedFuture(refused(service.address(), failure)));
  }

  /** Answers requests from now on; the future completes when every node knows of it. */
  public <Q extends Request, R extends Reply> Future<Void> serve(
      Service<Q, R> service, Function<Q, Future<R>> handler) {
    return events
        .<Object>consumer(service.address(), m -> answer(service, handler, m))
        .completion();
  }

  /** Tells everybody who listens to the topic. */
  public <E extends Event> void publish(Topic<E> topic, E event) {
    events.publish(topic.address(), event, options);
  }

  /** Hears of every event of the topic; what is no such event is counted and dropped. */
  public <E extends Event> Future<Void> subscribe(Topic<E> topic, Consumer<E> handler) {
    return events
        .<Object>consumer(topic.address(), m -> hear(topic, handler, m.body()))
        .completion();
  }

  /** How many messages no handler could read. */
  public long dropped() {
    return dropped.sum();
  }

  private <Q extends Request, R extends Reply> void answer(
      Service<Q, R> service,
      Function<Q, Future<R>> handler,
      io.vertx.core.eventbus.Message<Object> message) {
    boolean foreign = message.body() instanceof JsonObject;
    Future<R> reply;
    try {
      reply = handler.apply(decode(service.request(), message.body()));
    } catch (RuntimeException thrown) {
      reply = Future.failedFuture(thrown);
    }
    reply.onComplete(
        done ->
            message.reply(foreign ? new JsonObject(json.writeValueAsString(done)) : done, options),
        failed -> fail(service.address(), message, failed));
  }

  private void fail(
      String address, io.vertx.core.eventbus.Message<Object> message, Throwable thrown) {
    Failure failure = failure(address, thrown);
    message.fail(failure.code().status(), json.writeValueAsString(failure));
  }

  private <E extends Event> void hear(Topic<E> topic, Consumer<E> handler, @Nullable Object body) {
    E event;
    try {
      event = decode(topic.event(), body);
    } catch (Refused unreadable) {
      dropped.increment();
      return;
    }
    handler.accept(event);
  }

  private <T extends Message> T decode(Class<T> type, @Nullable Object body) {
    if (type.isInstance(body)) {
      return type.cast(body);
    }
    if (!(body instanceof JsonObject object)) {
      String found = body == null ? "null" : body.getClass().getSimpleName();
      throw badRequest("a " + type.getSimpleName() + " or a JsonObject of its shape", found);
    }
    try {
      return json.readValue(object.encode(), type);
    } catch (JacksonException wrong) {
      throw badRequest("a JsonObject of the shape of " + type.getSimpleName(), Json.reason(wrong));
    }
  }

  private static Refused badRequest(String expected, String found) {
    return new Refused(Failure.of(FailureCode.BAD_REQUEST, expected, found));
  }

  private static Failure failure(String address, Throwable thrown) {
    Throwable cause =
        thrown instanceof CompletionException && thrown.getCause() != null
            ? thrown.getCause()
            : thrown;
    return switch (cause) {
      case Refused refused -> refused.failure();
      case IllegalArgumentException wrong ->
          Failure.of(FailureCode.BAD_REQUEST, String.valueOf(wrong.getMessage()));
      default -> {
        LOG.error("{} failed", address, cause);
        yield Failure.of(FailureCode.INTERNAL, "the host failed to answer; its log says why");
      }
    };
  }

  private Refused refused(String address, Throwable thrown) {
    if (!(thrown instanceof ReplyException reply)) {
      return new Refused(failure(address, thrown));
    }
    if (reply.failureType() == ReplyFailure.RECIPIENT_FAILURE) {
      return new Refused(told(address, String.valueOf(reply.getMessage())));
    }
    String detail = address + " did not answer: " + reply.failureType();
    return new Refused(Failure.of(FailureCode.TIMEOUT, detail));
  }

  private Failure told(String address, String message) {
    try {
      return json.readValue(message, Failure.class);
    } catch (JacksonException foreign) {
      return Failure.of(FailureCode.INTERNAL, address + " failed: " + message);
    }
  }
}
