package dev.muster.coordination.lease;

import dev.muster.contract.AcquireLeases;
import dev.muster.contract.Denial;
import dev.muster.contract.FileKey;
import dev.muster.contract.FileLease;
import dev.muster.contract.Holder;
import dev.muster.contract.LeaseAnswer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says who stands in the way of an edit, and breaks circles of those that wait for each other. */
final class Denying {
  private static final Logger LOG = LoggerFactory.getLogger(Denying.class);

  private final LeaseTable table;
  private final Notes notes;
  private final LeaseWriter writer;
  private final LeaseLimits limits;
  private final WaitGraph waits;

  Denying(LeaseTable table, Notes notes, LeaseWriter writer, LeaseLimits limits) {
    this.table = table;
    this.notes = notes;
    this.writer = writer;
    this.limits = limits;
    this.waits = new WaitGraph(limits.waitEdge());
  }

  /** Leases that deny these files to the asker: a sub-agent may take what its session holds. */
  List<Hold> inTheWay(Holder asker, List<FileKey> files) {
    var holds = new ArrayList<Hold>();
    for (FileKey file : files) {
      Hold hold = table.on(file);
      if (hold != null && !hold.holder().equals(asker) && !hold.holder().equals(asker.parent())) {
        holds.add(hold);
      }
      if (limits.denyOtherWorktrees()) {
        holds.addAll(table.beside(file, asker.session()));
      }
    }
    return holds.stream().distinct().toList();
  }

  LeaseAnswer deny(AcquireLeases request, List<FileKey> files, List<Hold> inTheWay, Instant now) {
    Holder asker = request.holder();
    List<FileLease> held = LeaseTable.leases(inTheWay);
    String name = request.agent() == null ? asker.session() : request.agent();
    var denials = new ArrayList<Denial>();
    int times = 0;
    for (FileLease lease : held) {
      int inARow = waits.denied(asker, lease.file(), now);
      denials.add(new Denial(now, asker, name, worktree(files, lease), lease, inARow));
      times = Math.max(times, inARow);
    }
    writer
        .deny(denials, now)
        .whenComplete((_, failure) -> {
          if (failure != null) {
            LOG.warn("a denial was not stored", failure);
          }
        });
    LeaseWords.Part part = part(asker, now);
    List<FileLease> expired = notes.takeExpired(asker);
    return new LeaseAnswer(
        false,
        LeaseTable.leases(table.on(files).filter(hold -> hold.holder().equals(asker)).toList()),
        held,
        List.of(),
        expired,
        part != LeaseWords.Part.NONE,
        times,
        LeaseWords.denied(held, expired, times, part, now));
  }

  /** The worktree in which the asker wants the file that this lease is on. */
  private static @Nullable String worktree(List<FileKey> files, FileLease inTheWay) {
    return files.stream()
        .filter(file ->
            file.repo().equals(inTheWay.file().repo())
                && file.path().equals(inTheWay.file().path()))
        .map(FileKey::worktree)
        .findFirst()
        .orElse(null);
  }

  /** The asker's part in a circle; when it is not the youngest, the youngest is told. */
  private LeaseWords.Part part(Holder asker, Instant now) {
    List<Holder> circle = waits.circle(asker, this::holderOf, now);
    if (circle.isEmpty()) {
      return LeaseWords.Part.NONE;
    }
    Holder youngest =
        circle.stream()
            .max(Comparator.comparingLong(table::firstGrant).thenComparing(Denying::name))
            .orElseThrow();
    if (youngest.equals(asker)) {
      return LeaseWords.Part.YOUNGER;
    }
    int at = circle.indexOf(youngest);
    Holder waiter = circle.get((at + circle.size() - 1) % circle.size());
    table.ofHolder(youngest).stream()
        .filter(hold -> waits.waits(waiter, hold.file(), now))
        .findFirst()
        .ifPresent(hold ->
            notes.demand(
                youngest, new Notes.Demand(hold.id(), LeaseWords.demand(hold.lease(), waiter))));
    return LeaseWords.Part.OLDER;
  }

  private @Nullable Holder holderOf(FileKey file) {
    Hold hold = table.on(file);
    return hold == null ? null : hold.holder();
  }

  private static String name(Holder holder) {
    String subagent = holder.subagent();
    return subagent == null ? holder.session() : holder.session() + "/" + subagent;
  }

  /** What the holder is told with an answer that denies nothing. */
  @Nullable String text(Holder holder, List<FileLease> expired, List<FileLease> beside) {
    var texts = new ArrayList<String>();
    Notes.Demand demand = notes.takeDemand(holder);
    Hold wanted = demand == null ? null : table.of(demand.lease());
    if (demand != null && wanted != null && wanted.holder().equals(holder)) {
      texts.add(demand.text());
    }
    if (!expired.isEmpty()) {
      texts.add(LeaseWords.expired(expired));
    }
    if (!beside.isEmpty()) {
      texts.add(LeaseWords.beside(beside));
    }
    return LeaseWords.join(texts);
  }

  void settled(Holder asker, FileKey file) {
    waits.settled(asker, file);
  }

  void forget(Holder holder) {
    waits.forget(holder);
  }

  void age(Instant now) {
    waits.age(now);
  }
}
