package dev.muster.host.http;

import dev.muster.bus.Bus;
import dev.muster.contract.Addresses;
import dev.muster.contract.DescribeHealth;
import dev.muster.contract.HealthCheck;
import dev.muster.contract.HealthReport;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether the host lives and is ready. Programs read the status code; {@code ?verbose} adds the
 * check of each component, {@code ?exclude=ID} leaves one out of both.
 */
record HealthApi(Api api, Bus bus) {

  /** The least that is said. */
  record Status(String status) {}

  /** All that is said. */
  record Verbose(String status, String outcome, List<Check> checks) {}

  /** A component as {@code vertx-health-check} would say it. */
  record Check(String id, String status, Detail data) {}

  /** When it was asked, and what was wrong. */
  record Detail(Instant at, @Nullable String note) {}

  /** Adds the routes that anyone on this machine may use; {@code healthz} is the older name. */
  void open(Router router) {
    router.get("/livez").handler(c -> api.send(c, 200, new Status("live")));
    for (String path : List.of("/readyz", "/healthz")) {
      router.get(path).handler(c -> api.guarded(c, this::ready));
    }
  }

  private Future<Void> ready(RoutingContext context) {
    return bus.request(Addresses.HEALTH_DESCRIBE, new DescribeHealth())
        .compose(report -> {
          List<String> excluded = context.queryParam("exclude");
          List<HealthCheck> checks = asked(report, excluded);
          boolean up = checks.stream().allMatch(HealthCheck::up);
          String status = up ? "ready" : "not ready";
          Object body =
              context.queryParams().contains("verbose")
                  ? new Verbose(status, word(up), checks.stream().map(HealthApi::check).toList())
                  : new Status(status);
          return api.send(context, up ? 200 : 503, body);
        });
  }

  private static List<HealthCheck> asked(HealthReport report, List<String> excluded) {
    return report.checks().stream().filter(check -> !excluded.contains(check.id())).toList();
  }

  private static Check check(HealthCheck check) {
    return new Check(check.id(), word(check.up()), new Detail(check.at(), check.note()));
  }

  private static String word(boolean up) {
    return up ? "UP" : "DOWN";
  }
}
