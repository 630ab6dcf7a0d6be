package dev.muster.model;

import java.nio.ByteBuffer;

/** Arrays in the content of a model file; whoever reads never trusts a length. */
final class Numbers {
  private Numbers() {}

  static void write(ByteBuffer content, double[] numbers) {
    for (double number : numbers) {
      content.putDouble(number);
    }
  }

  /**
   * So many finite numbers.
   *
   * @throws IllegalArgumentException when there are fewer, or one is not finite
   */
  static double[] read(ByteBuffer content, int count) {
    need(content, (long) count * Double.BYTES);
    double[] numbers = new double[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = content.getDouble();
      if (!Double.isFinite(numbers[i])) {
        throw new IllegalArgumentException("a model holds " + numbers[i]);
      }
    }
    return numbers;
  }

  /**
   * How many of something follow.
   *
   * @throws IllegalArgumentException when it is negative or more than {@code most}
   */
  static int count(ByteBuffer content, int most, String what) {
    need(content, Integer.BYTES);
    int count = content.getInt();
    if (count < 0 || count > most) {
      throw new IllegalArgumentException(
          what + " of a model must be 0 to " + most + ", were " + count);
    }
    return count;
  }

  /** Refuses what ends too early. */
  static void need(ByteBuffer content, long bytes) {
    if (content.remaining() < bytes) {
      throw new IllegalArgumentException(
          "a model ends too early: %d bytes are left of %d".formatted(content.remaining(), bytes));
    }
  }

  /** Refuses what goes on. */
  static void end(ByteBuffer content) {
    if (content.hasRemaining()) {
      throw new IllegalArgumentException(
          content.remaining() + " bytes follow the end of the model");
    }
  }
}
