package dev.muster.contract;

/** A request that is refused; thrown where it is found out and answered at the edge. */
public final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient Failure failure;

  public Refused(Failure failure) {
    super(failure.detail(), null, false, false);
    this.failure = failure;
  }

  public Refused(FailureCode code, String detail) {
    this(Failure.of(code, detail));
  }

  /** What the asker is told. */
  public Failure failure() {
    return failure;
  }
}
