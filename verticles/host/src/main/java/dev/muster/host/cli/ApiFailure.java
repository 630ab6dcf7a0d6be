package dev.muster.host.cli;

import tools.jackson.databind.JsonNode;

/** A call to the host that brought no good answer: the host is away, too slow, or says no. */
public final class ApiFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;
  private final int exitCode;

  private ApiFailure(int status, String code, String message, int exitCode) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
    this.exitCode = exitCode;
  }

  static ApiFailure unreachable(String url, String cause) {
    return new ApiFailure(
        0,
        "UNREACHABLE",
        "no host answers at " + url + " (" + cause + "); start one with: muster up",
        ExitCode.UNAVAILABLE);
  }

  static ApiFailure timeout(String url, long seconds) {
    return new ApiFailure(
        0,
        "TIMEOUT",
        "the host at " + url + " did not answer within " + seconds + " s",
        ExitCode.TIMEOUT);
  }

  static ApiFailure unreadable(String url, int status) {
    return new ApiFailure(
        status,
        "UNREADABLE",
        "what answers at " + url + " is not a Muster host: HTTP " + status + " without JSON",
        ExitCode.UNAVAILABLE);
  }

  /** Reads an {@code application/problem+json} body. */
  static ApiFailure problem(int status, JsonNode problem) {
    String detail = problem.path("detail").asString("");
    String title = problem.path("title").asString("HTTP " + status);
    String message = detail.isBlank() ? title : detail;
    if (status == 401) {
      message += "; pass --token, MUSTER_TOKEN or the --data folder of the host";
    }
    return new ApiFailure(
        status, problem.path("code").asString("HTTP_" + status), message, exitCodeOf(status));
  }

  private static int exitCodeOf(int status) {
    return switch (status) {
      case 401, 403 -> ExitCode.NOT_PERMITTED;
      case 429 -> ExitCode.TIMEOUT;
      case 503 -> ExitCode.UNAVAILABLE;
      default -> status >= 500 ? ExitCode.INTERNAL : ExitCode.USAGE;
    };
  }

  /** The HTTP status, or 0 when there was no answer. */
  public int status() {
    return status;
  }

  /** The problem's code, such as {@code STALE_FENCE}, or {@code UNREACHABLE} or {@code TIMEOUT}. */
  public String code() {
    return code;
  }

  /** True when the host was away or too slow, so that the same call may succeed later. */
  public boolean away() {
    return status == 0 || status == 429 || status >= 500;
  }

  public int exitCode() {
    return exitCode;
  }

  /** What happened and what to do about it, in one line. */
  public String reason() {
    return String.valueOf(getMessage());
  }
}
