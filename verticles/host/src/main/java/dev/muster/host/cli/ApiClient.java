package dev.muster.host.cli;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * A client of one host's HTTP face. It may be shared by threads; it never retries by itself, see
 * {@link #retrying}.
 *
 * <p>Every answer that is not 2xx is an {@link ApiFailure}.
 */
public final class ApiClient {
  public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);

  /** A list of 1000 tasks is below 1 MB; more than this is not a Muster host. */
  private static final long ANSWER_BYTES_MAX = 64L << 20;

  private final HttpClient http;
  private final String url;
  private final @Nullable String token;

  public ApiClient(String url, @Nullable String token) {
    this.url = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    this.token = token;
    checkUrl(this.url);
    // A proxy for the outer world must not get the token of a host on this machine.
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .proxy(HttpClient.Builder.NO_PROXY)
            .connectTimeout(CONNECT_TIMEOUT)
            .build();
  }

  private static void checkUrl(String url) {
    try {
      var uri = URI.create(url);
      if (uri.getHost() != null
          && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
        return;
      }
    } catch (IllegalArgumentException e) {
      // falls through to the same refusal
    }
    throw new Refusal(ExitCode.USAGE, "url must be like http://127.0.0.1:7470, was " + url);
  }

  public String url() {
    return url;
  }

  public ApiAnswer get(String path) {
    return send(request(path, DEFAULT_TIMEOUT).GET().build(), DEFAULT_TIMEOUT);
  }

  public ApiAnswer delete(String path) {
    return send(request(path, DEFAULT_TIMEOUT).DELETE().build(), DEFAULT_TIMEOUT);
  }

  public ApiAnswer post(String path, JsonNode body) {
    return post(path, body, DEFAULT_TIMEOUT, Map.of());
  }

  public ApiAnswer post(String path, JsonNode body, Duration timeout, Map<String, String> headers) {
    var request =
        request(path, timeout)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(JsonText.write(body)));
    headers.forEach(request::header);
    return send(request.build(), timeout);
  }

  /**
   * The same calls for a host that may be away: they are repeated after 100 ms, later up to 2 s,
   * until the host answers or {@code wanted} says no, which throws the last failure.
   */
  public RetryingClient retrying(BooleanSupplier wanted) {
    return new RetryingClient(this, wanted);
  }

  private HttpRequest.Builder request(String path, Duration timeout) {
    var request =
        HttpRequest.newBuilder(URI.create(url + path))
            .timeout(timeout)
            .header("Accept", "application/json");
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    return request;
  }

  private ApiAnswer send(HttpRequest request, Duration timeout) {
    try {
      return answer(
          http.send(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), ANSWER_BYTES_MAX)));
    } catch (HttpConnectTimeoutException | ConnectException e) {
      throw ApiFailure.unreachable(url, "connection refused");
    } catch (HttpTimeoutException e) {
      throw ApiFailure.timeout(url, timeout.toSeconds());
    } catch (IOException e) {
      throw ApiFailure.unreachable(url, "connection lost");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ApiFailure.unreachable(url, "interrupted");
    }
  }

  private ApiAnswer answer(HttpResponse<byte[]> response) {
    int status = response.statusCode();
    JsonNode body = body(response.body(), status);
    if (status / 100 != 2) {
      throw ApiFailure.problem(status, body);
    }
    return new ApiAnswer(status, body);
  }

  private JsonNode body(byte[] bytes, int status) {
    if (bytes.length == 0) {
      return MissingNode.getInstance();
    }
    try {
      return JsonText.read(bytes);
    } catch (JacksonException e) {
      throw ApiFailure.unreadable(url, status);
    }
  }
}
