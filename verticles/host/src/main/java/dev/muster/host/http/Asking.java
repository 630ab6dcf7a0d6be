package dev.muster.host.http;

import dev.muster.contract.FailureCode;
import dev.muster.contract.Refused;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/** Routes that each are one question; what breaks a rule of the contract is a bad request. */
record Asking(Router router, Api api) {
  private static final Bodies BODIES = new Bodies();

  /** Answers by what the query says. */
  <R> void get(String path, Function<MultiMap, Future<R>> handler) {
    router
        .get(path)
        .handler(c -> api.guarded(c, x -> sent(x, handler.apply(x.request().params()))));
  }

  /** Answers by the body. */
  <T, R> void post(String path, Class<T> type, Function<T, Future<R>> handler) {
    router
        .post(path)
        .handler(
            c -> api.guarded(c, x -> sent(x, handler.apply(BODIES.as(BODIES.object(x), type)))));
  }

  /** Answers an order that says all by its path. */
  <R> void post(String path, Supplier<Future<R>> handler) {
    router.post(path).handler(c -> api.guarded(c, x -> sent(x, handler.get())));
  }

  /** Answers by the id in the path. */
  <R> void getAbout(String path, Function<String, Future<R>> handler) {
    router.get(path).handler(c -> about(c, handler));
  }

  /** Answers by the id in the path, without a body. */
  <R> void postAbout(String path, Function<String, Future<R>> handler) {
    router.post(path).handler(c -> about(c, handler));
  }

  /** Ends what has the id in the path. */
  <R> void deleteAbout(String path, Function<String, Future<R>> handler) {
    router.delete(path).handler(c -> about(c, handler));
  }

  /** Answers by the id in the path and the body. */
  <T, R> void postAbout(String path, Class<T> type, BiFunction<String, T, Future<R>> handler) {
    router
        .post(path)
        .handler(c ->
            api.guarded(
                c,
                x -> {
                  T body = BODIES.as(BODIES.object(x), type);
                  return sent(x, handler.apply(String.valueOf(x.pathParam("id")), body));
                }));
  }

  private <R> void about(RoutingContext context, Function<String, Future<R>> handler) {
    api.guarded(context, c -> sent(c, handler.apply(String.valueOf(c.pathParam("id")))));
  }

  private <R> Future<Void> sent(RoutingContext context, Future<R> answer) {
    return answer
        .recover(failure -> Future.failedFuture(refused(failure)))
        .compose(reply -> api.send(context, 200, reply));
  }

  static Throwable refused(Throwable failure) {
    return failure instanceof IllegalArgumentException wrong
        ? new Refused(FailureCode.BAD_REQUEST, String.valueOf(wrong.getMessage()))
        : failure;
  }
}
