package dev.muster.monitoring;

import dev.muster.contract.Agent;
import dev.muster.contract.AgentState;
import dev.muster.contract.ModelList;
import dev.muster.contract.PluginList;
import dev.muster.contract.Snapshot;
import dev.muster.contract.Trend;
import dev.muster.store.Tx;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes snapshots of what is in the store and what the bus told. Used by one thread at a time. */
final class Snapshots {

  /** What the bus told; null is what did not answer. */
  record Told(@Nullable ModelList models, @Nullable PluginList plugins) {}

  /** What a snapshot is made of. */
  record Look(Instant at, Seen seen, Readings.Counted counted) {}

  private final Path proc;
  private Instant trendsAt = Instant.EPOCH;

  Snapshots(Path proc) {
    this.proc = proc;
  }

  /** Reads all that it needs. */
  Look look(Tx tx, Instant now, Told told) {
    Map<AgentState, Long> agents =
        tx.agents().all().stream()
            .collect(Collectors.groupingBy(Agent::state, Collectors.counting()));
    return new Look(
        now,
        Seen.read(tx, now, Memory.resident(proc)),
        new Readings.Counted(
            tx.tasks().counts(), agents, Memory.usedShare(proc), told.models(), told.plugins()));
  }

  /** With trends every five minutes; their draws are seeded with the instant. */
  Snapshot take(Look look) {
    Instant now = look.at();
    boolean due = now.isBefore(trendsAt) || !now.isBefore(trendsAt.plus(Trends.EVERY));
    List<Trend> trends =
        due
            ? Trends.of(look.seen().closed(), now, new SplittableRandom(now.toEpochMilli()))
            : List.of();
    trendsAt = due ? now : trendsAt;
    return new Snapshot(now, Readings.of(look.seen(), look.counted()), trends);
  }
}
