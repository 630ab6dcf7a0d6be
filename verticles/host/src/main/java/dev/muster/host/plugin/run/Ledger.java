package dev.muster.host.plugin.run;

import dev.muster.contract.Notice;
import dev.muster.contract.NoticeChanged;
import dev.muster.contract.NoticeKind;
import dev.muster.contract.Plugin;
import dev.muster.contract.PluginChanged;
import dev.muster.contract.PluginEmitted;
import dev.muster.contract.RaiseNotice;
import dev.muster.store.PluginRows;
import dev.muster.store.Store;
import dev.muster.store.Tx;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the store keeps of plugins: switches, quarantines, and events for all who listen. */
final class Ledger {
  private static final Logger LOG = LoggerFactory.getLogger(Ledger.class);

  /** Events of plugins that wait to be stored; a plugin that emits without end loses the rest. */
  private static final int EMITTED_MAX = 256;

  private final Store store;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final Map<String, PluginRows.Switch> switches = new ConcurrentHashMap<>();
  private final AtomicInteger emitting = new AtomicInteger();

  Ledger(Store store, InstantSource clock, RandomGenerator random) {
    this.store = store;
    this.clock = clock;
    this.random = random;
  }

  /** Reads what was stored before. */
  void remember() {
    List<PluginRows.Switch> rows =
        store.read(tx -> tx.plugins().all()).toCompletableFuture().join();
    rows.forEach(row -> switches.put(row.id(), row));
  }

  /** How a plugin stands of which nothing is known but what was stored. */
  Standing standing(String id) {
    PluginRows.Switch row = switches.get(id);
    return row == null
        ? Standing.NEW
        : new Standing(null, null, row.enabled(), row.quarantine(), null);
  }

  /** Stores that an operator switched it; the stage completes when that is on disk. */
  CompletionStage<Integer> switched(String id, boolean enabled) {
    return store
        .write(tx -> {
          tx.plugins().switched(id, enabled, clock.instant());
          return 1;
        })
        .thenApply(stored -> {
          keep(standing(id).switched(enabled), id);
          return stored;
        });
  }

  /** Tells that a plugin changed. */
  void changed(String cause, Plugin plugin) {
    Instant now = clock.instant();
    write(tx -> tx.events().append(seq -> new PluginChanged(seq, now, cause, plugin)));
  }

  /**
   * Stores that a plugin is quarantined, and tells people to look at it. It is remembered even when
   * its file is not there, or not yet.
   */
  void quarantined(String id, String why, String text) {
    Instant now = clock.instant();
    keep(standing(id).quarantined(why), id);
    write(tx -> {
      tx.plugins().quarantined(id, why, now);
      raise(tx, id, text, now);
    });
  }

  /** Tells an event of a plugin's own. */
  void emitted(String plugin, String name, Map<String, String> data) {
    Instant now = clock.instant();
    if (emitting.incrementAndGet() > EMITTED_MAX) {
      emitting.decrementAndGet();
      LOG.warn("plugin {}: an event {} was dropped; {} wait", plugin, name, EMITTED_MAX);
      return;
    }
    write(tx -> tx.events().append(seq -> new PluginEmitted(seq, now, plugin, name, data)))
        .whenComplete((done, failed) -> emitting.decrementAndGet());
  }

  private void keep(Standing now, String id) {
    switches.put(id, new PluginRows.Switch(id, now.enabled(), now.quarantine()));
  }

  private void raise(Tx tx, String plugin, String text, Instant now) {
    var request = new RaiseNotice(NoticeKind.PLUGIN_QUARANTINED, null, plugin, 1, text);
    Notice notice = tx.notices().raise(request, random, now);
    tx.events().append(seq -> new NoticeChanged(seq, now, notice));
  }

  /** Completes when all that was told before is stored. */
  CompletionStage<Integer> stored() {
    return write(tx -> {});
  }

  private CompletionStage<Integer> write(Consumer<Tx> work) {
    return store
        .<Integer>write(tx -> {
          work.accept(tx);
          return 1;
        })
        .exceptionally(failed -> {
          LOG.error("what a plugin did was not stored", failed);
          return 0;
        });
  }
}
