package dev.muster.monitoring;

import dev.muster.store.Store;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is scraped. The gauges are read when it is asked for and not before; who asks while that is
 * under way gets the same page.
 */
public final class MetricsPage {
  private final Store store;
  private final Meters meters;
  private final Supplier<String> print;
  private final InstantSource clock;
  private final Path proc;
  private @Nullable CompletionStage<String> underWay;

  /** {@code print} writes down all meters as they stand, on a thread of the store's. */
  public MetricsPage(
      Store store, Meters meters, Supplier<String> print, InstantSource clock, Path proc) {
    this.store = store;
    this.meters = meters;
    this.print = print;
    this.clock = clock;
    this.proc = proc;
  }

  /** The page as of now. */
  public synchronized CompletionStage<String> text() {
    CompletionStage<String> known = underWay;
    if (known != null) {
      return known;
    }
    CompletableFuture<String> asked =
        store
            .read(tx -> {
              meters.show(Reading.of(tx, clock.instant(), proc));
              return print.get();
            })
            .whenComplete((text, failure) -> done())
            .toCompletableFuture();
    underWay = asked.isDone() ? null : asked;
    return asked;
  }

  /** Before anybody hears of the page, so that who asks then gets the next one. */
  private synchronized void done() {
    underWay = null;
  }
}
