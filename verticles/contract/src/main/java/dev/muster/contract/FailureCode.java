package dev.muster.contract;

/**
 * Why a request was not done, with its HTTP status and whether the same request may succeed later.
 */
public enum FailureCode {
  BAD_REQUEST(400, false),
  UNAUTHORIZED(401, false),
  NOT_PERMITTED(403, false),
  NOT_FOUND(404, false),
  CONFLICT(409, false),
  STALE_FENCE(409, false),
  LEASE_LOST(409, false),
  TOO_LARGE(413, false),
  UNSUPPORTED_MEDIA_TYPE(415, false),
  MISDIRECTED(421, false),
  DUPLICATE_KEY_CONFLICT(422, false),
  OVERLOADED(429, true),
  INTERNAL(500, false),
  STORE_UNAVAILABLE(503, true),
  TIMEOUT(503, true);

  private final int status;
  private final boolean retryable;

  FailureCode(int status, boolean retryable) {
    this.status = status;
    this.retryable = retryable;
  }

  /** The HTTP status, and the number of a failed reply on the bus. */
  public int status() {
    return status;
  }

  /** Whether the same request may succeed later. */
  public boolean retryable() {
    return retryable;
  }
}
