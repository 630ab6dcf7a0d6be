package dev.muster.host.http;

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
  public HttpOptions {
    allowedHosts = Set.copyOf(allowedHosts);
    allowedOrigins = Set.copyOf(allowedOrigins);
  }
}
