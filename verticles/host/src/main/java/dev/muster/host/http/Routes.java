package dev.muster.host.http;

import dev.muster.bus.Bus;
import dev.muster.contract.Addresses;
import dev.muster.contract.DescribeFigures;
import dev.muster.host.hooks.Hooks;
import dev.muster.host.repo.Repositories;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;

/** What answers which path, in the order that requests meet it: gate, token, body, handler. */
record Routes(HttpOptions options, Gate gate, Api api, EventFeed feed, Problems problems) {
  /** The version of the format is Prometheus's own. */
  private static final String TEXT_FORMAT = "text/plain; version=0.0.4; charset=utf-8";

  /** The API, and what everything else has to pass too. */
  Router behindTheGate(Vertx vertx) {
    Router router = Router.router(vertx);
    router.route().handler(gate::enter);
    var body = BodyHandler.create(false).setBodyLimit(options.bodyBytesMax());
    router.route("/api/v1/session").handler(body);
    api.open(router);
    for (String path : List.of("/api/*", "/mcp")) {
      router.route(path).handler(gate::authenticate);
      router.route(path).handler(body);
    }
    api.routes(router);
    router.get("/api/v1/events").handler(c -> api.guarded(c, feed::open));
    return router;
  }

  /** Who works on which files: what agents' hooks post, and the same for programs. */
  void addContention(Router router, Bus bus, Repositories repositories, Hooks hooks) {
    var asking = new Asking(router, api);
    new ContentionApi(bus, new Places(bus, repositories)).routes(asking);
    new PluginApi(bus).routes(asking);
    asking.get(
        "/api/v1/figures", q -> bus.request(Addresses.FIGURES_DESCRIBE, new DescribeFigures()));
    new ModelApi(bus).routes(asking);
    new ExperimentApi(bus).routes(asking);
    new ModeApi(bus).routes(asking);
    new AlertApi(bus).routes(asking);
    router.route("/hooks/*").handler(gate::authenticate);
    router.route("/hooks/*").handler(BodyHandler.create(false).setBodyLimit(hooks.bodyBytesMax()));
    new HookRoutes(api, hooks).routes(router);
  }

  /** What Prometheus scrapes. */
  void addMetrics(Router router, Supplier<CompletionStage<String>> page) {
    Function<RoutingContext, Future<Void>> send =
        c ->
            Future.fromCompletionStage(page.get(), c.vertx().getOrCreateContext())
                .compose(text ->
                    c.response().putHeader(HttpHeaders.CONTENT_TYPE, TEXT_FORMAT).end(text));
    router.get("/metrics").handler(gate::authenticate).handler(c -> api.guarded(c, send));
  }

  /** The page, which takes every path that is left, and the answers of the router itself. */
  void addPage(Router router) {
    new Page(options.webroot(), problems).routes(router);
    router.route().failureHandler(problems::failed);
    for (int status : new int[] {400, 404, 405, 413}) {
      router.errorHandler(status, c -> problems.answer(c, status));
    }
  }
}
