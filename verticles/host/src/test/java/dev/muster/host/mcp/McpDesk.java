package dev.muster.host.mcp;

import dev.muster.bus.Bus;
import dev.muster.contract.FileKey;
import dev.muster.contract.Reply;
import dev.muster.contract.Request;
import dev.muster.contract.Service;
import dev.muster.host.http.LongPolls;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** The MCP endpoint alone, on a bus whose other side is the test. */
public final class McpDesk implements AutoCloseable {
  private final Vertx vertx = Vertx.vertx();
  private final Bus bus = Bus.install(vertx, Duration.ofSeconds(2));
  private final HttpServer server;

  /** Listens on {@code port}; 0 takes a free one. */
  public McpDesk(int port, McpLimits limits, boolean conformance) {
    var endpoint = new McpEndpoint(vertx, bus, limits, McpDesk::keys, System::nanoTime);
    Promise<HttpServer> listening = Promise.promise();
    vertx.runOnContext(turn -> {
      Router router = Router.router(vertx);
      router.route().handler(BodyHandler.create(false));
      var polls = new LongPolls(vertx, bus);
      (conformance ? endpoint.conformanceRoutes(router, polls) : endpoint.routes(router, polls))
          .compose(
              done -> vertx.createHttpServer().requestHandler(router).listen(port, "127.0.0.1"))
          .onComplete(listening);
    });
    server = await(listening.future());
  }

  public static McpLimits limits(int sessionsMax, int replayEventsMax) {
    return new McpLimits(sessionsMax, replayEventsMax, Duration.ofHours(1));
  }

  /** Every path is a file of one worktree, but what is ignored is none. */
  private static Future<List<FileKey>> keys(String cwd, List<String> paths) {
    return Future.succeededFuture(
        paths.stream()
            .filter(path -> !path.startsWith("ignored"))
            .map(path -> new FileKey(cwd + "/.git", cwd, path))
            .toList());
  }

  public <Q extends Request, R extends Reply> void answer(
      Service<Q, R> service, Function<Q, R> handler) {
    await(bus.serve(service, request -> Future.succeededFuture(handler.apply(request))));
  }

  public Bus bus() {
    return bus;
  }

  public int port() {
    return server.actualPort();
  }

  public String url() {
    return "http://127.0.0.1:" + port();
  }

  public Wire wire() {
    return new Wire(url(), "none");
  }

  @Override
  public void close() {
    await(vertx.close());
  }

  private static <T> T await(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
  }
}
