package dev.muster.host.mcp;

import org.jspecify.annotations.Nullable;

/** A message that is answered with a JSON-RPC error before any session sees it. */
final class FrameRefused extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int status;
  private final int code;
  private final transient @Nullable Object id;

  FrameRefused(int status, int code, @Nullable Object id, String message) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
    this.id = id;
  }

  /** The HTTP status. */
  int status() {
    return status;
  }

  /** The number of the JSON-RPC error. */
  int code() {
    return code;
  }

  /** The id of the request that is refused; null when none could be read. */
  @Nullable Object id() {
    return id;
  }
}
