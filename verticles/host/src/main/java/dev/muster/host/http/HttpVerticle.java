package dev.muster.host.http;

import dev.muster.bus.Bus;
import dev.muster.bus.Json;
import dev.muster.contract.Addresses;
import dev.muster.store.Store;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Listens for HTTP: one gate, then the API, the event stream and the page. */
public final class HttpVerticle extends VerticleBase {
  private static final int HEADER_BYTES_MAX = 8192;

  private final Bus bus;
  private final Store store;
  private final Tokens tokens;
  private final HttpOptions options;
  private @Nullable HttpServer server;

  public HttpVerticle(Bus bus, Store store, Tokens tokens, HttpOptions options) {
    this.bus = bus;
    this.store = store;
    this.tokens = tokens;
    this.options = options;
  }

  @Override
  public Future<?> start() {
    JsonMapper json = Json.lenient();
    var problems = new Problems(json);
    var longPolls = new LongPolls(vertx, bus);
    var feed = new EventFeed(vertx, context, bus, store, json, options);
    Router router = router(new Api(bus, json, problems, tokens, longPolls), feed, problems);
    var http =
        new HttpServerOptions()
            .setIdleTimeout(options.idleSeconds())
            .setMaxHeaderSize(HEADER_BYTES_MAX);
    HttpServer listening = vertx.createHttpServer(http).requestHandler(router);
    server = listening;
    return Future.all(
            bus.subscribe(Addresses.ATTEMPT_EVENTS, longPolls::wake),
            bus.subscribe(Addresses.ATTEMPT_EVENTS, feed::hint),
            bus.subscribe(Addresses.TASK_EVENTS, feed::hint),
            bus.subscribe(Addresses.AGENT_EVENTS, feed::hint),
            bus.subscribe(Addresses.DECISION_EVENTS, feed::hint))
        .compose(done ->
            Future.all(
                bus.subscribe(Addresses.LEASE_EVENTS, feed::hint),
                bus.subscribe(Addresses.DENIAL_EVENTS, feed::hint),
                bus.subscribe(Addresses.UNLEASED_EVENTS, feed::hint),
                bus.subscribe(Addresses.DECLARATION_EVENTS, feed::hint),
                bus.subscribe(Addresses.NOTICE_EVENTS, feed::hint)))
        .compose(done -> listening.listen(options.port(), options.host()));
  }

  /** The port that the server listens on; 0 before it does. */
  public int port() {
    return server == null ? 0 : server.actualPort();
  }

  private Router router(Api api, EventFeed feed, Problems problems) {
    var gate = new Gate(options, tokens);
    Router router = Router.router(vertx);
    router.route().handler(gate::enter);
    var body = BodyHandler.create(false).setBodyLimit(options.bodyBytesMax());
    router.route("/api/v1/session").handler(body);
    api.open(router);
    router.route("/api/*").handler(gate::authenticate);
    router.route("/api/*").handler(body);
    api.routes(router);
    router.get("/api/v1/events").handler(c -> api.guarded(c, feed::open));
    new Page(options.webroot(), problems).routes(router);
    router.route().failureHandler(problems::failed);
    for (int status : new int[] {400, 404, 405, 413}) {
      router.errorHandler(status, c -> problems.answer(c, status));
    }
    return router;
  }
}
