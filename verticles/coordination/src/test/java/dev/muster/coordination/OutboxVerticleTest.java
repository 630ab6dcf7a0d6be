package dev.muster.coordination;

import static dev.muster.coordination.LocalBus.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.muster.contract.Addresses;
import dev.muster.contract.SubmitTask;
import dev.muster.contract.TaskChanged;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(VertxExtension.class)
final class OutboxVerticleTest {
  private final List<Long> heard = new CopyOnWriteArrayList<>();
  private LocalBus local;
  private Swarm swarm;

  @BeforeEach
  void open(Vertx vertx, @TempDir Path folder) {
    swarm = Swarm.in(folder);
    local = LocalBus.on(vertx);
  }

  @AfterEach
  void close() {
    local.close();
    swarm.close();
  }

  @Test
  void what_was_committed_before_the_start_is_published_in_order() {
    // 300 events are more than one look takes
    Future<Void> all = heardUpTo(300);
    submit(300);

    local.deploy(new OutboxVerticle(local.bus(), swarm.store()));
    await(all);

    assertEquals(LongStream.rangeClosed(1, 300).boxed().toList(), heard);
  }

  @Test
  void what_is_committed_later_is_published_in_order_and_marked() {
    Future<Void> all = heardUpTo(40);
    local.deploy(new OutboxVerticle(local.bus(), swarm.store()));

    submit(40);
    await(all);

    assertEquals(
        LongStream.rangeClosed(1, 40).boxed().toList(), heard.stream().distinct().toList());
    Future<Void> next = heardUpTo(41);
    submit(1);
    await(next);
    // what is published last was read after the mark before it was committed
    assertEquals("0", swarm.stored("SELECT COUNT(*) FROM event WHERE published = 0 AND seq <= 40"));
  }

  @Test
  void what_was_not_marked_is_published_again_and_what_was_marked_is_not() {
    submit(3);
    Swarm.await(
        swarm
            .store()
            .write(tx -> {
              tx.events().published(2);
              return true;
            }));
    Future<Void> last = heardUpTo(3);

    local.deploy(new OutboxVerticle(local.bus(), swarm.store()));
    await(last);

    assertEquals(List.of(3L), heard.stream().distinct().toList());
  }

  private Future<Void> heardUpTo(long seq) {
    Promise<Void> reached = Promise.promise();
    await(local.bus().subscribe(Addresses.TASK_EVENTS, changed -> hear(changed, seq, reached)));
    return reached.future();
  }

  private void hear(TaskChanged changed, long seq, Promise<Void> reached) {
    heard.add(changed.seq());
    if (changed.seq() >= seq) {
      reached.tryComplete();
    }
  }

  private void submit(int count) {
    var asked =
        IntStream.range(0, count)
            .mapToObj(i ->
                swarm.coordination().submit(new SubmitTask(Draft.of("task " + i).task(), null)))
            .toList();
    asked.forEach(Swarm::await);
  }
}
