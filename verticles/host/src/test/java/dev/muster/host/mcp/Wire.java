package dev.muster.host.mcp;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An MCP client by hand: it says exactly what a test wants said, and shows what came back. */
public final class Wire implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(40);
  public static final String LATEST = "2025-11-25";

  /** One server-sent event. */
  public record Event(String id, String data) {
    public JsonNode json() {
      return JSON.readTree(data);
    }
  }

  /** An answer as it stands on the wire; an event stream stays open until it is read. */
  public record Reply(HttpResponse<InputStream> response, BufferedReader lines) {
    static Reply of(HttpResponse<InputStream> response) {
      return new Reply(
          response,
          new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8)));
    }

    public int status() {
      return response.statusCode();
    }

    public String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    /** The whole body as JSON, or the last event's data when it is an event stream. */
    public JsonNode json() {
      if (header("Content-Type").startsWith("text/event-stream")) {
        return events().getLast().json();
      }
      return JSON.readTree(text());
    }

    public String text() {
      return String.join("\n", lines.lines().toList());
    }

    /** The number of the JSON-RPC error. */
    public int error() {
      return json().path("error").path("code").asInt();
    }

    /** Every event up to the end of the stream. */
    public List<Event> events() {
      var events = new ArrayList<Event>();
      for (Event event = next(); event != null; event = next()) {
        events.add(event);
      }
      return events;
    }

    /** The next event, or null at the end of the stream. */
    public @Nullable Event next() {
      String id = "";
      String data = null;
      try {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          if (line.isEmpty() && data != null) {
            return new Event(id, data);
          } else if (line.startsWith("id: ")) {
            id = line.substring(4);
          } else if (line.startsWith("data: ")) {
            data = line.substring(6);
          }
        }
        return null;
      } catch (IOException cut) {
        throw new UncheckedIOException(cut);
      }
    }

    /** Cuts the connection as a client that goes away. */
    public void cut() {
      try {
        response.body().close();
      } catch (IOException gone) {
        throw new UncheckedIOException(gone);
      }
    }
  }

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final AtomicInteger ids = new AtomicInteger();
  private final String url;
  private final String token;
  private String session = "";

  public Wire(String url, String token) {
    this.url = url;
    this.token = token;
  }

  public String session() {
    return session;
  }

  public void session(String id) {
    session = id;
  }

  /** A request to {@code /mcp} with token, session and the usual headers. */
  public HttpRequest.Builder request() {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url + "/mcp"))
            .timeout(PATIENCE)
            .header("Authorization", "Bearer " + token)
            .header("Accept", "application/json, text/event-stream");
    return session.isEmpty() ? request : request.header("Mcp-Session-Id", session);
  }

  public Reply send(HttpRequest.Builder request) {
    try {
      return Reply.of(http.send(request.build(), BodyHandlers.ofInputStream()));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  public HttpRequest.Builder posting(String body) {
    return request().header("Content-Type", "application/json").POST(BodyPublishers.ofString(body));
  }

  public Reply post(String body) {
    return send(posting(body));
  }

  public static String initialize(String version) {
    return """
    {"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"%s",\
    "capabilities":{},"clientInfo":{"name":"wire","version":"1"}}}\
    """
        .formatted(version);
  }

  /** Begins a session and returns what the server said of itself. */
  public JsonNode begin() {
    return begin(LATEST);
  }

  public JsonNode begin(String version) {
    Reply reply = post(initialize(version));
    session = reply.header("Mcp-Session-Id");
    post("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
    return reply.json().path("result");
  }

  public static String call(int id, String tool, String arguments) {
    return """
    {"jsonrpc":"2.0","id":%d,"method":"tools/call",\
    "params":{"name":"%s","arguments":%s}}\
    """
        .formatted(id, tool, arguments);
  }

  /** Calls a tool and returns its result. */
  public JsonNode tool(String name, String arguments) {
    return post(call(ids.incrementAndGet() + 1_000, name, arguments)).json().path("result");
  }

  /** Reads a resource and returns it. */
  public JsonNode resource(String uri) {
    JsonNode answer = ask("resources/read", "{\"uri\":\"" + uri + "\"}");
    return JSON.readTree(answer.path("result").path("contents").path(0).path("text").asString());
  }

  /** Sends a request and returns its whole answer. */
  public JsonNode ask(String method, String params) {
    return post("{\"jsonrpc\":\"2.0\",\"id\":%d,\"method\":\"%s\",\"params\":%s}"
            .formatted(ids.incrementAndGet() + 1_000, method, params))
        .json();
  }

  public Reply listen() {
    return send(request().GET());
  }

  public Reply resume(String lastEventId) {
    return send(request().header("Last-Event-ID", lastEventId).GET());
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
