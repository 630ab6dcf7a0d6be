package dev.muster.host.http;

import dev.muster.bus.Bus;
import dev.muster.bus.Json;
import dev.muster.contract.Addresses;
import dev.muster.host.hooks.Hooks;
import dev.muster.host.repo.Repositories;
import dev.muster.store.Store;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Listens for HTTP: one gate, then the API, the event stream and the page. */
public final class HttpVerticle extends VerticleBase {
  private final Bus bus;
  private final Store store;
  private final Tokens tokens;
  private final HttpOptions options;
  private final Repositories repositories;
  private final Faces faces;
  private @Nullable HttpServer server;

  public HttpVerticle(
      Bus bus,
      Store store,
      Tokens tokens,
      HttpOptions options,
      Repositories repositories,
      Faces faces) {
    this.bus = bus;
    this.store = store;
    this.tokens = tokens;
    this.options = options;
    this.repositories = repositories;
    this.faces = faces;
  }

  @Override
  public Future<?> start() {
    JsonMapper json = Json.lenient();
    var problems = new Problems(json);
    var longPolls = new LongPolls(vertx, bus);
    var feed = new EventFeed(vertx, context, bus, store, json, options);
    var api = new Api(bus, json, problems, tokens, longPolls);
    var routes = new Routes(options, new Gate(options, tokens), api, feed, problems);
    Router router = routes.behindTheGate(vertx);
    Hooks listeners = faces.hooks().get();
    routes.addContention(router, bus, repositories, listeners);
    routes.addMetrics(router, faces.metrics());
    Future<Void> listensForMcp = faces.mcp().apply(router, longPolls);
    routes.addPage(router);
    HttpServer listening = vertx.createHttpServer(options.server()).requestHandler(router);
    server = listening;
    return Future.all(
            bus.subscribe(Addresses.ATTEMPT_EVENTS, longPolls::wake),
            feed.follow(),
            listeners.follow(),
            listensForMcp)
        .compose(done -> listening.listen(options.port(), options.host()));
  }

  @Override
  public Future<?> stop() {
    return repositories.close();
  }

  /** The port that the server listens on; 0 before it does. */
  public int port() {
    return server == null ? 0 : server.actualPort();
  }
}
