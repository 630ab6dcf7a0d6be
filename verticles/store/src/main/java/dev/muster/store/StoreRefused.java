package dev.muster.store;

/** The data folder cannot be used as it is; nothing in it was changed. */
public final class StoreRefused extends RuntimeException {
  private static final long serialVersionUID = 1;

  StoreRefused(String message) {
    super(message);
  }
}
