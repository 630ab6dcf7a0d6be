package dev.muster.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.muster.contract.Event;
import dev.muster.contract.FailureCode;
import dev.muster.contract.Refused;
import dev.muster.contract.TaskChanged;
import dev.muster.contract.TaskState;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EventRowsTest {
  @AutoClose private final TestStore store;

  EventRowsTest(@TempDir Path folder) {
    store = TestStore.in(folder);
  }

  @Test
  void events_are_numbered_in_commit_order_without_a_gap() {
    for (int i = 0; i < 20; i++) {
      store.change(EventRowsTest::two);
    }
    assertEquals(LongStream.rangeClosed(1, 40).boxed().toList(), numbers(0, 100));
    assertEquals(1, store.number(tx -> tx.events().first()));
    assertEquals(40, store.number(tx -> tx.events().newest()));
  }

  @Test
  void a_refused_order_uses_no_number_twice() {
    store.change(EventRowsTest::two);
    assertEquals(
        FailureCode.CONFLICT,
        TestStore.refusal(
            store.store.write(tx -> {
              two(tx);
              throw new Refused(FailureCode.CONFLICT, "no");
            })));
    store.change(EventRowsTest::two);
    assertEquals(List.of(1L, 2L, 5L, 6L), numbers(0, 100));
  }

  @Test
  void an_event_is_read_as_it_was_appended() {
    var event =
        new TaskChanged(
            1,
            Samples.NOW.plusMillis(250),
            "claimed",
            TaskState.LEASED,
            Samples.ready(1).summary());
    store.change(tx -> tx.events().append(seq -> event));
    assertEquals(List.of(event), store.read(tx -> tx.events().after(0, 1)));
  }

  @Test
  void events_are_read_from_where_the_reader_was() {
    store.change(EventRowsTest::two);
    store.change(EventRowsTest::two);
    assertEquals(List.of(3L, 4L), numbers(2, 100));
    assertEquals(List.of(2L, 3L), numbers(1, 2));
    assertEquals(List.of(), numbers(4, 100));
  }

  @Test
  void what_was_published_is_not_published_again() {
    store.change(EventRowsTest::two);
    store.change(EventRowsTest::two);
    assertEquals(List.of(1L, 2L, 3L), unpublished(3));
    store.change(tx -> tx.events().published(3));
    assertEquals(List.of(4L), unpublished(3));
    store.change(tx -> tx.events().published(4));
    assertEquals(List.of(), unpublished(3));
    assertEquals(List.of(1L, 2L, 3L, 4L), numbers(0, 100));
  }

  private static void two(Tx tx) {
    tx.events().append(Samples::event);
    tx.events().append(Samples::event);
  }

  private List<Long> numbers(long after, int limit) {
    return store.read(tx -> tx.events().after(after, limit).stream().map(Event::seq).toList());
  }

  private List<Long> unpublished(int limit) {
    return store.read(tx -> tx.events().unpublished(limit).stream().map(Event::seq).toList());
  }
}
