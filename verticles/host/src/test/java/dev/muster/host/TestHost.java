package dev.muster.host;

import dev.muster.host.mcp.Wire;
import dev.muster.monitoring.alert.AlertRules;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.JsonNode;

/** A whole host on a free port of this machine, and a client that knows its token. */
final class TestHost implements AutoCloseable {
  /** Small enough that no test waits for memory. */
  private static final String MODEST =
      "coordination:\n  memory_per_agent_mb: 1\n  memory_reserve_mb: 0\n";

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Host host;
  private final HttpClient client;
  private final String token;

  private TestHost(Host host, String token) {
    this.host = host;
    this.token = token;
    this.client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  }

  /** A host on {@code data} with the page of this checkout. */
  static TestHost start(Path data) {
    return start(data, "", checkout().resolve("webroot"));
  }

  /** A host on {@code data} with more lines of configuration and its own page. */
  static TestHost start(Path data, String yaml, Path webroot) {
    return start(at(data, 0, webroot), yaml, InstantSource.system());
  }

  /** A host with more lines of configuration and a clock. */
  static TestHost start(Start start, String yaml, InstantSource clock) {
    Path data = start.data();
    Path conf = data.resolve("test.yaml");
    try {
      Files.createDirectories(data);
      Files.writeString(conf, MODEST + yaml);
      Host host = Host.start(ConfigLoader.load(conf), start, clock);
      return new TestHost(host, Files.readString(data.resolve("token")).strip());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** A start without plugins that came with the host, and with the usual drop-in folder. */
  static Start at(Path data, int port, Path webroot) {
    return new Start(
        port, data, webroot, data.resolve("bundled"), null, false, false, AlertRules.NONE);
  }

  /** The folder that holds {@code webroot} and {@code conf}. */
  static Path checkout() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(folder.resolve("webroot"))) {
      folder = folder.getParent();
      if (folder == null) {
        throw new IllegalStateException("the tests must run inside a checkout");
      }
    }
    return folder;
  }

  String token() {
    return token;
  }

  int port() {
    return URI.create(host.url()).getPort();
  }

  String openLink() {
    return host.openLink();
  }

  /** An MCP client that knows the token. */
  Wire wire() {
    return new Wire("http://127.0.0.1:" + port(), token);
  }

  Answer get(String path) {
    return ask(to(path).GET());
  }

  Answer post(String path, String body) {
    return ask(posting(path, body));
  }

  /** The same as {@link #post}, answered later. */
  CompletableFuture<Answer> posted(String path, String body) {
    return client
        .sendAsync(posting(path, body).build(), BodyHandlers.ofString())
        .thenApply(Answer::of);
  }

  /** Posts with an {@code Idempotency-Key}. */
  CompletableFuture<Answer> posted(String path, String key, String body) {
    HttpRequest request = posting(path, body).header("Idempotency-Key", key).build();
    return client.sendAsync(request, BodyHandlers.ofString()).thenApply(Answer::of);
  }

  /** A request with the token, to be completed. */
  HttpRequest.Builder to(String path) {
    return bare(path).header("Authorization", "Bearer " + token);
  }

  HttpRequest.Builder posting(String path, String body) {
    return to(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body));
  }

  /** A request without the token. */
  HttpRequest.Builder bare(String path) {
    return HttpRequest.newBuilder(URI.create(host.url() + path)).timeout(PATIENCE);
  }

  Answer ask(HttpRequest.Builder request) {
    return Answer.of(send(request, BodyHandlers.ofString()));
  }

  /** Opens the event stream; {@code lastEventId} is empty at the first time. */
  HttpResponse<InputStream> events(String lastEventId) {
    HttpRequest.Builder request = to("/api/v1/events");
    if (!lastEventId.isEmpty()) {
      request.header("Last-Event-ID", lastEventId);
    }
    return send(request, BodyHandlers.ofInputStream());
  }

  private <T> HttpResponse<T> send(HttpRequest.Builder request, BodyHandler<T> body) {
    try {
      return client.send(request.build(), body);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  /** Sends bytes as they are and returns all that comes back until the host closes. */
  String raw(byte[] request) {
    try (Socket socket = connect()) {
      socket.getOutputStream().write(request);
      socket.getOutputStream().flush();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Sends a request of these lines, which asks to close the connection behind it. */
  String raw(String... lines) {
    String head = String.join("\r\n", lines) + "\r\nConnection: close\r\n\r\n";
    return raw(head.getBytes(StandardCharsets.ISO_8859_1));
  }

  Socket connect() throws IOException {
    var socket = new Socket(InetAddress.getLoopbackAddress(), port());
    socket.setSoTimeout((int) PATIENCE.toMillis());
    return socket;
  }

  /** How far the host's history is: equal before and after what changed nothing. */
  long seq() {
    return get("/api/v1/fleet").json().path("seq").asLong();
  }

  /** Registers an agent that has its name as its only capability, and returns its id. */
  String agent(String name) {
    String body =
        "{\"name\":\"%s\",\"instance\":\"i-1\",\"capabilities\":[\"%s\"]}".formatted(name, name);
    return get(post("/api/v1/agents", body), "id");
  }

  /** Submits a task of this text that only the agent of this name can do, and returns its id. */
  String task(String name, String text) {
    String body = "{\"text\":\"%s\",\"capabilities\":[\"%s\"]}".formatted(text, name);
    return get(post("/api/v1/tasks", body), "id");
  }

  /** Waits until a slot is bound to the agent and takes it. */
  JsonNode claim(String agent) {
    Answer answer = post("/api/v1/tasks/claim", "{\"agent\":\"" + agent + "\",\"wait_s\":20}");
    if (answer.status() != 200) {
      throw new IllegalStateException("expected an assignment, was " + answer);
    }
    return answer.json();
  }

  private static String get(Answer answer, String field) {
    JsonNode value = answer.json().path(field);
    if (!value.isString()) {
      throw new IllegalStateException("expected " + field + ", was " + answer);
    }
    return value.asString();
  }

  @Override
  public void close() {
    client.shutdownNow();
    host.close();
  }
}
