package dev.muster.host;

import dev.muster.bus.Bus;
import dev.muster.contract.FileKey;
import dev.muster.coordination.HookPort;
import dev.muster.host.hooks.Hooks;
import dev.muster.host.http.Faces;
import dev.muster.host.http.HttpOptions;
import dev.muster.host.http.HttpVerticle;
import dev.muster.host.http.LongPolls;
import dev.muster.host.http.Tokens;
import dev.muster.host.mcp.McpEndpoint;
import dev.muster.host.mcp.McpLimits;
import dev.muster.host.repo.Located;
import dev.muster.host.repo.Repositories;
import dev.muster.store.Store;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** Puts together what a host answers over HTTP. */
record HttpFace(Config config, Start start, Vertx vertx, Bus bus, Repositories repositories) {

  /** The verticle that listens; {@code metrics} is the page that is scraped. */
  HttpVerticle on(
      Store store, Tokens tokens, HookPort port, Supplier<CompletionStage<String>> metrics) {
    Supplier<Hooks> hooks =
        () -> new Hooks(vertx, bus, repositories, config.hooks().options(), System::nanoTime, port);
    var faces = new Faces(hooks, mcp(), metrics);
    return new HttpVerticle(bus, store, tokens, options(), repositories, faces);
  }

  private BiFunction<Router, LongPolls, Future<Void>> mcp() {
    McpLimits limits = config.mcp().limits();
    BiFunction<String, List<String>, Future<List<FileKey>>> files =
        (cwd, paths) -> repositories.locate(cwd, paths).map(Located::files);
    var endpoint = new McpEndpoint(vertx, bus, limits, files, System::nanoTime);
    return start.mcpConformance() ? endpoint::conformanceRoutes : endpoint::routes;
  }

  private HttpOptions options() {
    Config.Http http = config.http();
    return new HttpOptions(
        http.host(),
        start.port(),
        http.bodyBytesMax(),
        http.requestsMax(),
        http.idleS(),
        http.eventClientsMax(),
        http.eventQueueBytesMax(),
        Set.copyOf(http.allowedHosts()),
        Set.copyOf(http.allowedOrigins()),
        start.webroot());
  }
}
