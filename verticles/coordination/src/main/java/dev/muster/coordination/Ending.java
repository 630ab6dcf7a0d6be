package dev.muster.coordination;

import dev.muster.contract.Result;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an attempt's result does to its task and how it counts. {@code event} happens up to {@code
 * limit} times a task, then {@code exhausted}; {@code learnable} says whether the learner may see
 * it, {@code backoff} whether the next attempt waits.
 */
record Ending(TaskEvent event, int limit, TaskEvent exhausted, boolean learnable, boolean backoff) {

  private static final Map<Result, Ending> TABLE =
      Map.of(
          Result.SUCCEEDED, last(TaskEvent.SUCCEED, true),
          Result.FAILED, last(TaskEvent.FAIL, true),
          Result.UNKNOWN, last(TaskEvent.LEAVE_UNKNOWN, false),
          Result.CANCELLED, last(TaskEvent.CANCEL, false),
          Result.CONFLICT, again(20, TaskEvent.GIVE_UP, true, true),
          Result.PREDECESSOR, again(100, TaskEvent.GIVE_UP, true, false),
          Result.PARKED, again(5, TaskEvent.GIVE_UP, false, false),
          Result.HANDED_BACK, again(5, TaskEvent.GIVE_UP, false, true),
          Result.EXPIRED, again(5, TaskEvent.BURY, true, true));

  /** Which of several results names the attempt's: the first of these that any slot reported. */
  private static final List<Result> ORDER =
      List.of(
          Result.FAILED,
          Result.CONFLICT,
          Result.PREDECESSOR,
          Result.PARKED,
          Result.EXPIRED,
          Result.HANDED_BACK,
          Result.UNKNOWN,
          Result.SUCCEEDED);

  /** The rules of a result of an attempt that was claimed. */
  static Ending of(Result result) {
    Ending ending = TABLE.get(result);
    if (ending == null) {
      throw new IllegalArgumentException(result + " ends no claimed attempt");
    }
    return ending;
  }

  /** What happens after {@code count} endings of this kind, this one included. */
  TaskEvent eventAfter(long count) {
    return count > limit ? exhausted : event;
  }

  /** The result of an attempt whose slots ended so; null for none that counts. */
  static @Nullable Result combined(List<Result> slots) {
    return slots.stream()
        .filter(ORDER::contains)
        .min(Comparator.comparingInt(ORDER::indexOf))
        .orElse(null);
  }

  private static Ending last(TaskEvent event, boolean learnable) {
    return new Ending(event, Integer.MAX_VALUE, event, learnable, false);
  }

  private static Ending again(int limit, TaskEvent exhausted, boolean learnable, boolean backoff) {
    return new Ending(TaskEvent.RETRY, limit, exhausted, learnable, backoff);
  }
}
