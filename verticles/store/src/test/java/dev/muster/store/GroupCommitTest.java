package dev.muster.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.bus.Json;
import dev.muster.contract.FailureCode;
import dev.muster.contract.Refused;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GroupCommitTest {

  /** An order that stays at work until it is told to go on. */
  private static final class Held {
    private final CountDownLatch atWork = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);

    boolean work(Tx tx) {
      tx.events().append(Samples::event);
      atWork.countDown();
      wait(goOn);
      return true;
    }

    void awaitWork() {
      wait(atWork);
    }

    void goOn() {
      goOn.countDown();
    }

    private static void wait(CountDownLatch latch) {
      try {
        assertTrue(latch.await(20, TimeUnit.SECONDS));
      } catch (InterruptedException interrupted) {
        throw new IllegalStateException(interrupted);
      }
    }
  }

  @TempDir private Path folder;

  @Test
  void writes_of_many_threads_are_all_committed() throws Exception {
    try (var store = TestStore.in(folder);
        var threads = Executors.newFixedThreadPool(16)) {
      var all = new ArrayList<Future<?>>();
      for (int thread = 0; thread < 16; thread++) {
        int first = thread * 50;
        all.add(
            threads.submit(() -> {
              for (int i = first; i < first + 50; i++) {
                int number = i;
                store.change(tx -> tx.tasks().insert(Samples.ready(number), 0));
              }
            }));
      }
      for (Future<?> one : all) {
        assertNull(one.get());
      }
      assertEquals("800", store.sql("SELECT COUNT(DISTINCT id) FROM task"));
    }
  }

  @Test
  void what_queues_during_a_commit_shares_the_next_ones_of_at_most_128() {
    try (var store = TestStore.in(folder)) {
      var commits = new AtomicInteger();
      store.store.onEvents(events -> commits.incrementAndGet());
      var held = new Held();
      var answers = new ArrayList<CompletionStage<Boolean>>();
      answers.add(store.store.write(held::work));
      held.awaitWork();
      for (int i = 0; i < 200; i++) {
        answers.add(store.store.write(GroupCommitTest::append));
      }
      held.goOn();
      answers.forEach(TestStore::done);
      store.change(tx -> {}); // behind the listener's last call
      assertEquals(3, commits.get(), "1 alone, then 128, then 72");
    }
  }

  @Test
  void an_answer_comes_after_its_commit() {
    try (var store = TestStore.in(folder)) {
      var first = new Held();
      var second = new Held();
      var alone = store.store.write(first::work);
      first.awaitWork();
      var insert =
          store.store.write(tx -> {
            tx.tasks().insert(Samples.ready(1), 0);
            return true;
          });
      var sameBatch = store.store.write(second::work);
      first.goOn();
      second.awaitWork();
      assertTrue(TestStore.done(alone));
      assertFalse(insert.toCompletableFuture().isDone());
      assertTrue(store.reads(tx -> tx.tasks().find(Samples.taskId(1)) == null));
      var seen = insert.thenCompose(done -> store.store.read(tx -> Samples.stored(tx, 1).title()));
      second.goOn();
      assertEquals("task 1", TestStore.done(seen));
      assertTrue(TestStore.done(sameBatch));
    }
  }

  @Test
  void a_refused_order_undoes_itself_only() {
    try (var store = TestStore.in(folder)) {
      var held = new Held();
      var alone = store.store.write(held::work);
      held.awaitWork();
      var before = store.store.write(tx -> inserted(tx, 1));
      var why = new Refused(FailureCode.CONFLICT, "no");
      CompletionStage<Boolean> refused =
          store.store.write(tx -> {
            inserted(tx, 2);
            throw why;
          });
      var bug =
          store.store.write(tx -> {
            inserted(tx, 3);
            return List.of(1).get(7) == 1;
          });
      var behind = store.store.write(tx -> inserted(tx, 4));
      held.goOn();
      assertTrue(TestStore.done(alone) && TestStore.done(before) && TestStore.done(behind));
      var thrown = assertThrows(CompletionException.class, () -> TestStore.done(refused));
      assertSame(why, thrown.getCause());
      assertThrows(CompletionException.class, () -> TestStore.done(bug));
      assertEquals(
          List.of(Samples.taskId(4), Samples.taskId(1)),
          store.read(
              tx -> tx.tasks().page(null, null, 9, null).stream().map(t -> t.id()).toList()));
      assertEquals(3, store.number(tx -> tx.events().after(0, 9).size()));
    }
  }

  @Test
  void more_than_the_limit_are_refused_and_may_come_again() {
    var options = new StoreOptions(folder.resolve("muster.db"), 2, 1, 5000);
    try (var store = Store.open(options, Json.lenient())) {
      var held = new Held();
      var alone = store.write(held::work);
      held.awaitWork();
      var first = store.write(GroupCommitTest::append);
      var second = store.write(GroupCommitTest::append);
      assertEquals(FailureCode.OVERLOADED, TestStore.refusal(store.write(GroupCommitTest::append)));
      held.goOn();
      assertTrue(TestStore.done(alone) && TestStore.done(first) && TestStore.done(second));
      assertTrue(TestStore.done(store.write(GroupCommitTest::append)));
    }
  }

  @Test
  void a_failed_commit_answers_all_with_an_unknown_outcome_and_ends_the_writer() throws Exception {
    TestStore.in(folder).close();
    var options = TestStore.options(folder.resolve("muster.db"));
    Connection connection = StoreConnection.open(options);
    var tx = Tx.forWriting(new Statements(connection, Json.lenient()));
    var broke = new CountDownLatch(1);
    var writer = new GroupCommit(connection, tx, 10, broke::countDown);
    var victim = writer.submit(GroupCommitTest::append);
    var breaker = writer.submit(any -> closed(connection));
    var queued = writer.submit(GroupCommitTest::append);
    writer.run();
    assertEquals(0, broke.getCount());
    assertEquals(FailureCode.STORE_UNAVAILABLE, TestStore.refusal(victim));
    assertEquals(FailureCode.STORE_UNAVAILABLE, TestStore.refusal(breaker));
    assertEquals(FailureCode.STORE_UNAVAILABLE, TestStore.refusal(queued));
    assertEquals(
        FailureCode.STORE_UNAVAILABLE, TestStore.refusal(writer.submit(GroupCommitTest::append)));
  }

  @Test
  void a_listener_is_handed_the_events_of_each_commit_that_has_some() {
    try (var store = TestStore.in(folder)) {
      var told = new ArrayList<Long>();
      store.store.onEvents(events -> events.forEach(event -> told.add(event.seq())));
      store.change(tx -> tx.tasks().insert(Samples.ready(1), 0));
      store.change(tx -> tx.events().append(Samples::event));
      store.change(tx -> tx.tasks().insert(Samples.ready(2), 0));
      assertEquals(List.of(1L), told);
    }
  }

  @Test
  void a_listener_that_throws_harms_neither_the_commit_nor_the_writer() {
    try (var store = TestStore.in(folder)) {
      store.store.onEvents(events -> {
        throw new IllegalStateException("its event loop has ended");
      });
      store.change(tx -> tx.events().append(Samples::event));
      store.change(tx -> tx.events().append(Samples::event));
      assertEquals(2, store.number(tx -> tx.events().newest()));
      assertFalse(store.store.broken().toCompletableFuture().isDone());
    }
  }

  private static boolean append(Tx tx) {
    tx.events().append(Samples::event);
    return true;
  }

  private static boolean inserted(Tx tx, int number) {
    tx.tasks().insert(Samples.ready(number), 0);
    return append(tx);
  }

  private static boolean closed(Connection connection) {
    try {
      connection.close();
      return true;
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }
}
