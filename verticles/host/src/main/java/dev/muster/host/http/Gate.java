package dev.muster.host.http;

import dev.muster.contract.Failure;
import dev.muster.contract.FailureCode;
import dev.muster.contract.Refused;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What every request passes first: a known Host (421), no foreign Origin (403), not too many open
 * requests (429), and for the API a bearer token (401). Foreign names are what DNS rebinding
 * brings.
 */
final class Gate {
  private final Set<String> hosts = new HashSet<>(Set.of("localhost", "127.0.0.1", "[::1]", "::1"));
  private final Set<String> origins;
  private final int requestsMax;
  private final Tokens tokens;
  private int open;

  Gate(HttpOptions options, Tokens tokens) {
    options.allowedHosts().forEach(host -> hosts.add(host.toLowerCase(Locale.ROOT)));
    this.origins = options.allowedOrigins();
    this.requestsMax = options.requestsMax();
    this.tokens = tokens;
  }

  /** For every request. */
  void enter(RoutingContext context) {
    context
        .response()
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("Referrer-Policy", "no-referrer")
        .putHeader("Content-Security-Policy", "default-src 'self'; frame-ancestors 'none'");
    HostAndPort authority = context.request().authority();
    if (authority == null || !hosts.contains(authority.host().toLowerCase(Locale.ROOT))) {
      String found = authority == null ? "no Host" : authority.host();
      throw new Refused(Failure.of(FailureCode.MISDIRECTED, "a Host of this machine", found));
    }
    String origin = context.request().getHeader(HttpHeaders.ORIGIN);
    if (origin != null && !origins.contains(origin) && !own(origin, authority)) {
      throw new Refused(Failure.of(FailureCode.NOT_PERMITTED, "no foreign Origin", origin));
    }
    if (open >= requestsMax) {
      throw new Refused(FailureCode.OVERLOADED, open + " requests are open (http.requests_max)");
    }
    open++;
    context.addEndHandler(ended -> open--);
    context.next();
  }

  /** For the API. */
  void authenticate(RoutingContext context) {
    String header = context.request().getHeader(HttpHeaders.AUTHORIZATION);
    String bearer = header == null ? null : bearer(header);
    if (bearer == null || !tokens.accepts(bearer)) {
      context.response().putHeader("WWW-Authenticate", "Bearer realm=\"muster\"");
      throw new Refused(
          Failure.of(
              FailureCode.UNAUTHORIZED,
              "Authorization: Bearer and the token of <data>/token or of a page's session",
              header == null ? "no Authorization" : "another"));
    }
    context.next();
  }

  private static @Nullable String bearer(String header) {
    return header.regionMatches(true, 0, "Bearer ", 0, 7) && header.length() < 1000
        ? header.substring(7).strip()
        : null;
  }

  /** The origin of our own page: same host name and port as the request. */
  private boolean own(String origin, HostAndPort authority) {
    try {
      URI uri = URI.create(origin);
      return uri.getHost() != null
          && hosts.contains(uri.getHost().toLowerCase(Locale.ROOT))
          && uri.getPort() == authority.port();
    } catch (IllegalArgumentException malformed) {
      return false;
    }
  }
}
