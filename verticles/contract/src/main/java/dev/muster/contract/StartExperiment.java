package dev.muster.contract;

import org.jspecify.annotations.Nullable;

/**
 * Compare the configuration with another strategy; one experiment at a time.
 *
 * @param name 1..64 characters
 * @param blocksMin minutes of a block of time, 5..1440; null lets a coin decide for each task
 * @param washoutMin minutes at the begin of a block that do not count; a fifth of it when null
 */
public record StartExperiment(
    String name, Strategy b, @Nullable Integer blocksMin, @Nullable Integer washoutMin)
    implements Request {
  private static final int NAME_MAX = 64;
  private static final int BLOCK_LEAST = 5;
  private static final int BLOCK_MOST = 1_440;
  private static final int WASHOUT_SHARE = 5;

  public StartExperiment {
    name = Message.required("name", name);
    b = Message.required("b", b);
    if (name.isBlank() || name.length() > NAME_MAX) {
      throw new IllegalArgumentException("name must have 1..64 characters, was `" + name + "`");
    }
    if (blocksMin != null && (blocksMin < BLOCK_LEAST || blocksMin > BLOCK_MOST)) {
      throw new IllegalArgumentException("blocks_min must be in 5..1440, was " + blocksMin);
    }
    if (blocksMin == null && washoutMin != null) {
      throw new IllegalArgumentException("washout_min goes with blocks_min");
    }
    if (blocksMin != null) {
      washoutMin = washoutMin == null ? Integer.valueOf(blocksMin / WASHOUT_SHARE) : washoutMin;
      if (washoutMin < 0 || washoutMin > blocksMin / 2) {
        throw new IllegalArgumentException(
            "washout_min must be in 0.." + blocksMin / 2 + ", was " + washoutMin);
      }
    }
  }
}
