package dev.muster.host.http;

import io.vertx.core.http.HttpServerOptions;
import java.nio.file.Path;
import java.util.Set;

/** Where the HTTP face listens, what it serves and its limits; times in seconds. */
public record HttpOptions(
    String host,
    int port,
    int bodyBytesMax,
    int requestsMax,
    int idleSeconds,
    int eventClientsMax,
    int eventQueueBytesMax,
    Set<String> allowedHosts,
    Set<String> allowedOrigins,
    Path webroot) {
  private static final int HEADER_BYTES_MAX = 8192;

  public HttpOptions {
    allowedHosts = Set.copyOf(allowedHosts);
    allowedOrigins = Set.copyOf(allowedOrigins);
  }

  /** What the library is told of them. */
  HttpServerOptions server() {
    return new HttpServerOptions().setIdleTimeout(idleSeconds).setMaxHeaderSize(HEADER_BYTES_MAX);
  }
}
