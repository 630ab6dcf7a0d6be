package dev.muster.coordination.lease;

import dev.muster.contract.FileKey;
import dev.muster.contract.Holder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** The rules of leases once more, with no thought of speed: a list searched from its beginning. */
final class NaiveLeases {
  /** A lease as the rules see it. */
  record Row(FileKey file, Holder holder, Instant until, Instant atMost, boolean lent, long edits) {
    Row until(Instant newUntil, Instant newAtMost, long newEdits) {
      return new Row(file, holder, newUntil, newAtMost, lent, newEdits);
    }

    Row of(Holder newHolder, boolean nowLent) {
      return new Row(file, newHolder, until, atMost, nowLent, edits);
    }

    boolean overdue(Instant now) {
      return !now.isBefore(until) || !now.isBefore(atMost);
    }
  }

  private record Counted(int times, Instant last) {}

  private record Wish(Holder holder, FileKey file) {}

  private final LeaseLimits limits;
  private final List<Row> rows = new ArrayList<>();
  private final Map<Wish, Counted> denials = new HashMap<>();
  private final Map<Holder, List<FileKey>> lost = new HashMap<>();

  NaiveLeases(LeaseLimits limits) {
    this.limits = limits;
  }

  List<Row> rows() {
    return rows;
  }

  /** What denies the files to an asker, after what is overdue on them ended. */
  Set<FileKey> inTheWay(Holder asker, List<FileKey> files, Instant now) {
    lose(row -> files.contains(row.file()) && row.overdue(now));
    var denying = new LinkedHashSet<FileKey>();
    for (FileKey file : files) {
      for (Row row : rows) {
        boolean same = row.file().equals(file);
        boolean ours = row.holder().session().equals(asker.session());
        boolean mine = row.holder().equals(asker) || row.holder().equals(asker.parent());
        boolean beside =
            !same && !ours && limits.denyOtherWorktrees() && row.file().path().equals(file.path());
        if ((same && !mine) || beside) {
          denying.add(row.file());
        }
      }
    }
    return denying;
  }

  /** Leases that an asker is warned of. */
  long beside(Holder asker, List<FileKey> files) {
    return files.stream()
        .flatMap(file -> rows.stream().filter(row -> isBeside(row, asker, file)))
        .count();
  }

  private static boolean isBeside(Row row, Holder asker, FileKey file) {
    return row.file().path().equals(file.path())
        && !row.file().equals(file)
        && !row.holder().session().equals(asker.session());
  }

  /** Counts a denial; the answer is the longest row of them. */
  int deny(Holder asker, Set<FileKey> denying, Instant now) {
    int most = 0;
    for (FileKey file : denying) {
      var wish = new Wish(asker, file);
      Counted before = denials.get(wish);
      boolean first =
          before == null || !before.last().plus(limits.waitEdge().multipliedBy(2)).isAfter(now);
      int times = before == null || first ? 1 : before.times() + 1;
      denials.put(wish, new Counted(times, now));
      most = Math.max(most, times);
    }
    return most;
  }

  void grant(Holder asker, List<FileKey> files, Instant now) {
    for (FileKey file : files) {
      Optional<Row> there = rows.stream().filter(row -> row.file().equals(file)).findFirst();
      if (there.isEmpty()) {
        Instant until = now.plus(limits.idleTtl());
        rows.add(new Row(file, asker, until, now.plus(limits.holdMax()), false, 0));
      } else if (!there.get().holder().equals(asker)) {
        rows.set(rows.indexOf(there.get()), there.get().of(asker, true));
      }
      denials
          .keySet()
          .removeIf(wish -> wish.holder().equals(asker) && wish.file().path().equals(file.path()));
    }
  }

  /** Whether the holder had the file. */
  boolean renew(Holder holder, FileKey file, Instant now) {
    for (Row row : rows) {
      if (row.file().equals(file) && row.holder().equals(holder)) {
        Instant idle = now.plus(limits.idleTtl());
        Instant until = idle.isBefore(row.atMost()) ? idle : row.atMost();
        rows.set(rows.indexOf(row), row.until(until, row.atMost(), row.edits() + 1));
        return true;
      }
    }
    return false;
  }

  /**
   * Gives up these files, or everything when none is named; a session's are its sub-agents' too.
   */
  int release(Holder holder, List<FileKey> files) {
    denials.keySet().removeIf(wish -> wish.holder().equals(holder));
    int before = rows.size();
    rows.removeIf(row ->
        (holder.subagent() == null
                ? row.holder().session().equals(holder.session())
                : row.holder().equals(holder))
            && (files.isEmpty() || files.contains(row.file())));
    return before - rows.size();
  }

  void operatorReleases(FileKey file) {
    lose(row -> row.file().equals(file));
  }

  int endSubagent(Holder holder) {
    denials.keySet().removeIf(wish -> wish.holder().equals(holder));
    int back = 0;
    for (Row row : List.copyOf(rows)) {
      if (row.holder().equals(holder)) {
        rows.set(rows.indexOf(row), row.of(holder.parent(), false));
        back++;
      }
    }
    return back;
  }

  void rest(String session, Instant now) {
    Instant soon = now.plus(limits.restingTtl());
    rows.replaceAll(row ->
        row.holder().session().equals(session) && soon.isBefore(row.until())
            ? row.until(soon, row.atMost(), row.edits())
            : row);
  }

  void sweep(Instant now) {
    lose(row -> row.overdue(now));
  }

  void sleep(Duration slept) {
    rows.replaceAll(
        row -> row.until(row.until().plus(slept), row.atMost().plus(slept), row.edits()));
  }

  /** The host starts again after {@code away}, which began when everything was written. */
  void restart(Duration away, Instant now) {
    denials.clear();
    lost.clear();
    Instant until = now.plus(limits.idleTtl());
    rows.replaceAll(row -> {
      Instant atMost = row.atMost().plus(away);
      return row.until(until, atMost.isBefore(until) ? until : atMost, row.edits());
    });
  }

  private void lose(Predicate<Row> which) {
    for (Row row : List.copyOf(rows)) {
      if (which.test(row)) {
        rows.remove(row);
        lost.computeIfAbsent(row.holder(), _ -> new ArrayList<>()).add(row.file());
      }
    }
  }

  /** What a holder is told that it lost, once. */
  List<FileKey> told(Holder holder) {
    List<FileKey> told = lost.remove(holder);
    return told == null ? List.of() : told;
  }
}
