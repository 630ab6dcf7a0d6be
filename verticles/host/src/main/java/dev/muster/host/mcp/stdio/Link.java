package dev.muster.host.mcp.stdio;

import dev.muster.host.cli.JsonText;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The HTTP side of the bridge. Where the host is, it asks again each time: hosts move. */
final class Link {
  /** Where the host is and what it takes for a token. */
  record Host(String url, @Nullable String token) {}

  /** An MCP session of the host, and the version of the protocol that it speaks. */
  record Session(String id, String version) {}

  private static final Duration CONNECT_MAX = Duration.ofSeconds(3);

  /** Until the head of an answer is there; event streams send theirs at once. */
  private static final Duration HEAD_MAX = Duration.ofSeconds(15);

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .proxy(HttpClient.Builder.NO_PROXY)
          .connectTimeout(CONNECT_MAX)
          .build();

  private final Supplier<Host> host;

  Link(Supplier<Host> host) {
    this.host = host;
  }

  String url() {
    return host.get().url();
  }

  /** Sends a message; {@code again} when it may have arrived before. */
  HttpResponse<InputStream> post(JsonNode message, @Nullable Session session, boolean again)
      throws IOException {
    HttpRequest.Builder request =
        to(session)
            .header("Content-Type", "application/json")
            .header("Accept", "application/json, text/event-stream")
            .POST(BodyPublishers.ofString(JsonText.write(message)));
    if (again) {
      request.header("Muster-Resend", "1");
    }
    return send(request);
  }

  /** Opens the stream for what the host says by itself, or takes up one that was cut. */
  HttpResponse<InputStream> events(Session session, @Nullable String lastEventId)
      throws IOException {
    HttpRequest.Builder request = to(session).header("Accept", "text/event-stream").GET();
    if (lastEventId != null) {
      request.header("Last-Event-ID", lastEventId);
    }
    return send(request);
  }

  void end(Session session) throws IOException {
    send(to(session).DELETE()).body().close();
  }

  private HttpRequest.Builder to(@Nullable Session session) {
    Host to = host.get();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(to.url() + "/mcp")).timeout(HEAD_MAX);
    if (to.token() != null) {
      request.header("Authorization", "Bearer " + to.token());
    }
    if (session != null) {
      request.header("Mcp-Session-Id", session.id());
      request.header("MCP-Protocol-Version", session.version());
    }
    return request;
  }

  private HttpResponse<InputStream> send(HttpRequest.Builder request) throws IOException {
    try {
      return http.send(request.build(), BodyHandlers.ofInputStream());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", interrupted);
    }
  }

  void close() {
    http.shutdownNow();
  }
}
