package dev.muster.contract;

import org.jspecify.annotations.Nullable;

/**
 * Order a mode for a while, or with a null mode leave it to the host again.
 *
 * @param minutes how long it holds, 1..10,080; null for as long as the configuration says
 * @param why in the operator's words
 */
public record SetMode(@Nullable Mode mode, @Nullable Integer minutes, @Nullable String why)
    implements Request {
  private static final int WEEK = 10_080;

  public SetMode {
    if (minutes != null && (minutes < 1 || minutes > WEEK)) {
      throw new IllegalArgumentException("minutes must be 1.." + WEEK + ", was " + minutes);
    }
    if (mode == null && minutes != null) {
      throw new IllegalArgumentException("minutes need a mode");
    }
    why = Message.said(why);
  }
}
