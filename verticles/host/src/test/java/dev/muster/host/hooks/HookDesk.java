package dev.muster.host.hooks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.muster.bus.Bus;
import dev.muster.bus.Json;
import dev.muster.coordination.HookPort;
import dev.muster.host.http.Faces;
import dev.muster.host.http.HttpOptions;
import dev.muster.host.http.HttpVerticle;
import dev.muster.host.http.Tokens;
import dev.muster.host.repo.GitFolder;
import dev.muster.host.repo.Repositories;
import dev.muster.store.Store;
import dev.muster.store.StoreOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The HTTP face with a {@link Coordinator} behind it, and a client that knows its token. */
public final class HookDesk implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String TOKEN = "t".repeat(43);
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration POLL = Duration.ofMillis(2);

  /** What came back. */
  public record Reply(int status, String body) {}

  private final Vertx vertx;
  private final Bus bus;
  private final Store store;
  private final HttpVerticle http;
  private final HttpClient client = HttpClient.newBuilder().build();
  private final Coordinator coordinator = new Coordinator();
  private final AtomicReference<HookPort> plugins = new AtomicReference<>(HookPort.NONE);

  public HookDesk(Path data, boolean storeText) {
    vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2));
    bus = Bus.install(vertx, Duration.ofSeconds(2));
    store = Store.open(new StoreOptions(data.resolve("muster.db"), 128, 1, 1000), Json.lenient());
    var tokens = new Tokens(TOKEN, InstantSource.system(), new SecureRandom());
    var options =
        new HttpOptions("127.0.0.1", 0, 1 << 20, 500, 30, 10, 1 << 18, Set.of(), Set.of(), data);
    var hooks = new HookOptions(storeText, List.of("npm test", "pytest"), 256 << 10);
    var repositories = new Repositories(vertx, System::nanoTime);
    var asked =
        new HookPort(
            phase -> plugins.get().wanted().test(phase),
            input -> plugins.get().dispatch().apply(input));
    http =
        new HttpVerticle(
            bus,
            store,
            tokens,
            options,
            repositories,
            new Faces(
                () -> new Hooks(vertx, bus, repositories, hooks, System::nanoTime, asked),
                (router, polls) -> Future.succeededFuture(),
                () -> CompletableFuture.completedFuture("")));
    await(coordinator.serve(bus).compose(done -> vertx.deployVerticle(http)));
  }

  public static <T> T await(Future<T> future) {
    return future
        .toCompletionStage()
        .toCompletableFuture()
        .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
        .join();
  }

  /** Waits until it is so. */
  public static void until(BooleanSupplier condition) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("it did not become so within " + PATIENCE);
      }
      LockSupport.parkNanos(POLL.toNanos());
    }
  }

  /** A repository with the files that recorded calls name, and nothing to tell or to refuse. */
  GitFolder repository(Path folder) {
    coordinator.fail(null);
    coordinator.tell(null);
    return GitFolder.init(folder)
        .commit("src/App.java", "src/New.java", "src/main.ts", "src/other.ts", "abs.txt");
  }

  public Bus bus() {
    return bus;
  }

  public Coordinator coordinator() {
    return coordinator;
  }

  /** From now on these plugins are asked. */
  void plugins(HookPort port) {
    plugins.set(port);
  }

  /** Posts what an agent would. */
  Reply hook(Recorded call, Path folder) {
    return post(call.path(), call.in(folder).toString());
  }

  /** Posts the recorded call as another session's, which must be answered. */
  JsonNode hook(Recorded call, Path folder, String session) {
    return ok(post(call.path(), call.in(folder, session).toString()));
  }

  /** What a call was answered, which must have been. */
  static JsonNode ok(Reply reply) {
    assertEquals(200, reply.status(), reply.body());
    return JSON.readTree(reply.body());
  }

  public Reply post(String path, String body) {
    return send(request(path).POST(BodyPublishers.ofString(body)));
  }

  CompletableFuture<Reply> posted(String path, String body) {
    return client
        .sendAsync(
            request(path).POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString())
        .thenApply(answer -> new Reply(answer.statusCode(), answer.body()));
  }

  public Reply get(String path) {
    return send(request(path).GET());
  }

  /** A request with the token, to be completed. */
  HttpRequest.Builder request(String path) {
    return bare(path)
        .header("Authorization", "Bearer " + TOKEN)
        .header("Content-Type", "application/json");
  }

  HttpRequest.Builder bare(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + http.port() + path))
        .timeout(PATIENCE);
  }

  Reply send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
      return new Reply(answer.statusCode(), answer.body());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
    await(vertx.close());
    store.close();
  }
}
