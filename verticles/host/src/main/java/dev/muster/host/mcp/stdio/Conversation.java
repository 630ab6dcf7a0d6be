package dev.muster.host.mcp.stdio;

import dev.muster.host.cli.JsonText;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The session with the host. A host that was started again does not know it: then it is begun again
 * with what the client said at its beginning, and the client notices nothing.
 */
final class Conversation {
  private static final String HEADER = "Mcp-Session-Id";

  private final Link link;
  private final Set<String> subscribed = new LinkedHashSet<>();
  private @Nullable JsonNode initialize;
  private Link.@Nullable Session session;
  private int begun;

  Conversation(Link link) {
    this.link = link;
  }

  /** The session as it is now; null before the client initialized. */
  synchronized Link.@Nullable Session session() {
    return session;
  }

  /** Remembers how the client began, once the host answered. */
  synchronized void begin(JsonNode request, HttpResponse<?> head, JsonNode answer) {
    String id = head.headers().firstValue(HEADER).orElse(null);
    String version = answer.path("result").path("protocolVersion").asString("");
    if (id != null && !version.isEmpty()) {
      initialize = request;
      session = new Link.Session(id, version);
    }
  }

  /** Remembers what the client wants to hear of. */
  synchronized void note(JsonNode request) {
    String uri = request.path("params").path("uri").asString("");
    switch (request.path("method").asString("")) {
      case "resources/subscribe" -> subscribed.add(uri);
      case "resources/unsubscribe" -> subscribed.remove(uri);
      default -> {
        // Every other request is the host's business alone.
      }
    }
  }

  /** Begins the session again, unless another thread already did. */
  synchronized void renew(Link.Session lost) throws IOException {
    JsonNode first = initialize;
    if (first == null || !lost.equals(session)) {
      return;
    }
    ObjectNode again = (ObjectNode) first.deepCopy();
    again.put("id", "muster-" + ++begun);
    HttpResponse<InputStream> response = link.post(again, null, false);
    JsonNode answer = document(response);
    begin(first, response, answer);
    if (lost.equals(session)) {
      throw new IOException("the host answered " + response.statusCode() + " to initialize");
    }
    ObjectNode initialized = JsonText.object().put("jsonrpc", "2.0");
    discard(link.post(initialized.put("method", "notifications/initialized"), session, false));
    for (String uri : subscribed) {
      ObjectNode subscribe = JsonText.object().put("jsonrpc", "2.0").put("id", "muster-" + ++begun);
      subscribe.put("method", "resources/subscribe").putObject("params").put("uri", uri);
      discard(link.post(subscribe, session, false));
    }
  }

  /** The body of an answer that is one JSON document. */
  static JsonNode document(HttpResponse<InputStream> response) throws IOException {
    try (InputStream body = response.body()) {
      return JsonText.read(new String(body.readAllBytes(), StandardCharsets.UTF_8));
    } catch (JacksonException none) {
      throw new IOException("the host answered no JSON, status " + response.statusCode(), none);
    }
  }

  private static void discard(HttpResponse<InputStream> response) throws IOException {
    response.body().close();
  }
}
