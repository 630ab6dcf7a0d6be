package dev.muster.coordination;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class LanesTest {
  private final Lanes lanes = new Lanes();

  @Test
  void work_of_one_key_is_done_in_order_also_after_one_that_threw() {
    List<Integer> done = new CopyOnWriteArrayList<>();
    for (int i = 0; i < 100; i++) {
      int number = i;
      lanes.add(
          "key",
          () -> {
            if (number == 50) {
              throw new IllegalStateException("as the test wants it");
            }
            done.add(number);
          });
    }

    PluginsAsked.until(() -> done.size() == 99);

    assertEquals(IntStream.range(0, 100).filter(n -> n != 50).boxed().toList(), done);
  }

  @Test
  void work_of_another_key_does_not_wait() throws InterruptedException {
    var slow = new CountDownLatch(1);
    var done = new CountDownLatch(1);
    // integers are their own hash, so that these two have two lanes
    lanes.add(1, () -> await(slow));
    lanes.add(2, done::countDown);

    done.await();
    slow.countDown();
  }

  @Test
  void what_is_too_much_is_dropped_and_counted() {
    var slow = new CountDownLatch(1);
    var begun = new CountDownLatch(1);
    List<Integer> done = new CopyOnWriteArrayList<>();
    lanes.add(
        1,
        () -> {
          begun.countDown();
          await(slow);
        });
    await(begun);
    for (int i = 0; i < 1_003; i++) {
      int number = i;
      lanes.add(1, () -> done.add(number));
    }

    assertEquals(3, lanes.dropped());
    slow.countDown();
    PluginsAsked.until(() -> done.size() == 1_000);
    assertEquals(999, done.getLast());
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }
}
