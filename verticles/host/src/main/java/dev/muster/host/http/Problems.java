package dev.muster.host.http;

import dev.muster.contract.Failure;
import dev.muster.contract.FailureCode;
import dev.muster.contract.Refused;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/** Answers that are no success: problem+json (RFC 9457) with a stable code. */
final class Problems {
  private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

  private final JsonMapper json;

  Problems(JsonMapper json) {
    this.json = json;
  }

  /** Answers what a handler failed with. */
  void answer(RoutingContext context, Throwable failure) {
    if (failure instanceof Refused refused) {
      answer(context, refused.failure());
      return;
    }
    if (context.response().closed()) {
      LOG.debug("the client left in the middle of its request", failure);
      return;
    }
    LOG.error("{} {} failed", context.request().method(), context.request().path(), failure);
    answer(
        context, Failure.of(FailureCode.INTERNAL, "the host failed to answer; its log says why"));
  }

  /** Answers what a route threw, or the status that a handler of the library chose. */
  void failed(RoutingContext context) {
    Throwable failure = context.failure();
    int status =
        failure instanceof HttpException http ? http.getStatusCode() : context.statusCode();
    if (failure == null || failure instanceof HttpException || (status >= 400 && status < 500)) {
      answer(context, status);
    } else {
      answer(context, failure);
    }
  }

  /** Answers a status that the router itself found. */
  void answer(RoutingContext context, int status) {
    switch (status) {
      case 404, 405 ->
          answer(
              context,
              Failure.of(
                  FailureCode.NOT_FOUND,
                  "nothing answers "
                      + context.request().method()
                      + " "
                      + context.request().path()));
      case 413 -> answer(context, Failure.of(FailureCode.TOO_LARGE, "the body is too large"));
      case 400 -> answer(context, Failure.of(FailureCode.BAD_REQUEST, "the request is malformed"));
      default -> answer(context, new IllegalStateException("the router answered " + status));
    }
  }

  void answer(RoutingContext context, Failure failure) {
    HttpServerResponse response = context.response();
    if (response.ended() || response.headWritten()) {
      return;
    }
    Map<String, Object> problem = new LinkedHashMap<>();
    problem.put("type", "about:blank");
    problem.put("title", failure.code().name().toLowerCase(Locale.ROOT).replace('_', ' '));
    problem.put("status", failure.code().status());
    problem.put("code", failure.code());
    problem.put("detail", failure.detail());
    problem.put("retryable", failure.retryable());
    if (failure.expected() != null && failure.found() != null) {
      problem.put("expected", failure.expected());
      problem.put("found", failure.found());
    }
    if (failure.retryable()) {
      response.putHeader("Retry-After", "1");
    }
    response
        .setStatusCode(failure.code().status())
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json")
        .end(json.writeValueAsString(problem))
        .onFailure(gone -> LOG.debug("the client left before its answer", gone));
  }
}
