package dev.muster.host.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.bus.Bus;
import dev.muster.bus.Json;
import dev.muster.coordination.HookPort;
import dev.muster.host.hooks.HookOptions;
import dev.muster.host.hooks.Hooks;
import dev.muster.host.repo.Repositories;
import dev.muster.store.Store;
import dev.muster.store.StoreOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class IdleConnectionTest {
  private static final int IDLE_S = 1;

  private Vertx vertx;
  private Store store;
  private HttpVerticle http;

  @BeforeEach
  void start(@TempDir Path data) throws Exception {
    vertx = Vertx.vertx();
    store = Store.open(new StoreOptions(data.resolve("muster.db"), 128, 1, 1000), Json.lenient());
    var tokens = new Tokens("t".repeat(43), InstantSource.system(), new SecureRandom());
    var options =
        new HttpOptions(
            "127.0.0.1", 0, 1 << 20, 100, IDLE_S, 10, 1 << 18, Set.of(), Set.of(), data);
    Bus bus = Bus.install(vertx, Duration.ofSeconds(2));
    var repositories = new Repositories(vertx, System::nanoTime);
    http =
        new HttpVerticle(
            bus,
            store,
            tokens,
            options,
            repositories,
            new Faces(
                () ->
                    new Hooks(
                        vertx,
                        bus,
                        repositories,
                        new HookOptions(false, List.of(), 1 << 20),
                        System::nanoTime,
                        HookPort.NONE),
                (router, polls) -> Future.succeededFuture(),
                () -> CompletableFuture.completedFuture("")));
    assertTrue(!vertx.deployVerticle(http).await(10, TimeUnit.SECONDS).isEmpty());
  }

  @AfterEach
  void stop() throws Exception {
    vertx.close().await(10, TimeUnit.SECONDS);
    store.close();
  }

  @Test
  void a_connection_on_which_nothing_happens_is_closed() throws IOException {
    for (String begun :
        List.of(
            "",
            "GET /liv",
            "GET /livez HTTP/1.1\r\nHost: 127.0.0.1\r\n",
            "POST /api/v1/session HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 9\r\n\r\n{")) {
      try (var socket = new Socket(InetAddress.getLoopbackAddress(), http.port())) {
        socket.setSoTimeout((int) Duration.ofSeconds(10).toMillis());
        socket.getOutputStream().write(begun.getBytes(StandardCharsets.US_ASCII));
        assertEquals(
            "", new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
      }
    }
  }
}
