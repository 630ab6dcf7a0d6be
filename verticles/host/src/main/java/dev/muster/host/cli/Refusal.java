package dev.muster.host.cli;

/** A request that a command will not carry out, told to the person in one line. */
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int exitCode;

  public Refusal(int exitCode, String message) {
    super(message, null, false, false);
    this.exitCode = exitCode;
  }

  public int exitCode() {
    return exitCode;
  }

  /** What was refused and what to do about it. */
  public String reason() {
    return String.valueOf(getMessage());
  }
}
