package dev.muster.host.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** A real HTTP server that answers each path by a script and keeps what it was asked. */
public final class ScriptedHost implements AutoCloseable {
  private static final int WAIT_SECONDS = 30;

  /** One request that came in. */
  public record Call(String method, String path, Optional<String> token, JsonNode body) {}

  /** What the script says; an empty body sends none. */
  public record Answer(int status, String body) {
    public static Answer ok(String body) {
      return new Answer(200, body);
    }

    /** Nothing of note, but only when {@code end} is counted down. */
    public static Answer afterwards(CountDownLatch end) {
      try {
        end.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return ok("{}");
    }

    public static Answer problem(int status, String code) {
      return new Answer(
          status,
          "{\"type\":\"about:blank\",\"title\":\"no\",\"status\":%d,\"code\":\"%s\",\"detail\":\"told so\",\"retryable\":false}"
              .formatted(status, code));
    }
  }

  private final Map<String, Function<Call, Answer>> script = new ConcurrentHashMap<>();
  private final Map<String, BlockingQueue<Call>> calls = new ConcurrentHashMap<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final int port;
  private HttpServer server;

  public ScriptedHost() {
    try {
      server = listen(0);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    port = server.getAddress().getPort();
  }

  private HttpServer listen(int wanted) throws IOException {
    var loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted);
    HttpServer made = HttpServer.create(loopback, 0);
    made.setExecutor(threads);
    made.createContext("/", this::answer);
    made.start();
    return made;
  }

  public String url() {
    return "http://127.0.0.1:" + port;
  }

  /** Says in a data folder what a ready host says there of itself. */
  public void announce(Path data) throws IOException {
    Files.writeString(data.resolve("token"), "the-secret-token\n");
    var told =
        JsonText.object().put("pid", 1).put("url", url()).put("started_at", "2026-03-02T09:00:00Z");
    Files.writeString(data.resolve("host.json"), JsonText.write(told) + "\n");
  }

  /** Sets the answers of a path, without its query. */
  public ScriptedHost on(String path, Function<Call, Answer> answer) {
    script.put(path, answer);
    return this;
  }

  /** The next call of a path, in the order they came. */
  public Call await(String path) throws InterruptedException {
    Call call = queue(path).poll(WAIT_SECONDS, TimeUnit.SECONDS);
    if (call == null) {
      throw new AssertionError("no call of " + path + " within " + WAIT_SECONDS + " s");
    }
    return call;
  }

  /** Calls of a path that were not awaited yet. */
  public int waiting(String path) {
    return queue(path).size();
  }

  /** Goes away: connections are refused. */
  public void leave() {
    server.stop(0);
  }

  /** Comes back on the same port. */
  public void comeBack() throws IOException {
    server = listen(port);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private BlockingQueue<Call> queue(String path) {
    return calls.computeIfAbsent(path, unknown -> new LinkedBlockingQueue<>());
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      String text = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      var token = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"));
      var call =
          new Call(
              exchange.getRequestMethod(),
              exchange.getRequestURI().toString(),
              token,
              JsonText.read(text.isEmpty() ? "{}" : text));
      var unknown = Answer.problem(404, "NOT_FOUND");
      Answer answer = script.getOrDefault(path, anything -> unknown).apply(call);
      byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
      queue(path).add(call);
      exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
      if (body.length > 0) {
        exchange.getResponseBody().write(body);
      }
    }
  }
}
