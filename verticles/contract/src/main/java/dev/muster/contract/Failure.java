package dev.muster.contract;

import org.jspecify.annotations.Nullable;

/** Why a request was not done: what was expected, and what was found. */
public record Failure(
    FailureCode code,
    String detail,
    @Nullable String expected,
    @Nullable String found,
    boolean retryable) {

  /** A failure in one sentence. */
  public static Failure of(FailureCode code, String detail) {
    return new Failure(code, detail, null, null, code.retryable());
  }

  /** A failure that names what was expected and what was found instead. */
  public static Failure of(FailureCode code, String expected, String found) {
    return new Failure(
        code, "expected " + expected + ", found " + found, expected, found, code.retryable());
  }
}
