package dev.muster.coordination;

import dev.muster.bus.Bus;
import dev.muster.contract.Reply;
import dev.muster.contract.Request;
import dev.muster.contract.Service;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A bus on a Vert.x of its own, whose answers are waited for. */
public record LocalBus(Vertx vertx, Bus bus) implements AutoCloseable {
  public static LocalBus on(Vertx vertx) {
    return new LocalBus(vertx, Bus.install(vertx, Duration.ofSeconds(30)));
  }

  public void deploy(Deployable verticle) {
    await(vertx.deployVerticle(verticle));
  }

  public <Q extends Request, R extends Reply> R ask(Service<Q, R> service, Q request) {
    return await(bus.request(service, request));
  }

  public static <T> T await(Future<T> future) {
    try {
      return future.await(60, TimeUnit.SECONDS);
    } catch (TimeoutException late) {
      throw new AssertionError(late);
    }
  }

  @Override
  public void close() {
    await(vertx.close());
  }
}
