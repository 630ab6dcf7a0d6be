package dev.muster.coordination.declare;

import dev.muster.contract.Closeness;
import dev.muster.contract.Declaration;
import dev.muster.contract.DeclaredFile;
import dev.muster.contract.FileLease;
import dev.muster.contract.LineRange;
import dev.muster.contract.Overlap;
import dev.muster.contract.Stake;
import dev.muster.store.DeclarationRows;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What others have on the files of a declaration: for each file and other session, the closest of
 * what it declared earlier and what it holds.
 */
public final class Neighbourhood {
  private static final Comparator<Nearby> CLOSEST =
      Comparator.comparingInt((Nearby near) -> rank(near.overlap().closeness()))
          .thenComparing(near -> near.overlap().linesApart(), nullsLast())
          .thenComparing(near -> near.overlap().stake());

  private final HubFiles hubs;

  public Neighbourhood(HubFiles hubs) {
    this.hubs = hubs;
  }

  /**
   * The neighbours of {@code mine}: of {@code shared} the earlier ones, of the leases every one. A
   * declaration that is parked comes after everybody, and is its holder's no more.
   */
  public List<Nearby> of(
      Declaration mine, boolean parked, List<DeclarationRows.Shared> shared, List<FileLease> held) {
    if (mine.readOnly()) {
      return List.of();
    }
    var nearest = new LinkedHashMap<String, Nearby>();
    for (DeclarationRows.Shared both : shared) {
      boolean own = !parked && both.holder().session().equals(mine.holder().session());
      if (!own && (parked || both.earlier())) {
        keep(nearest, declared(mine, both));
      }
    }
    Map<String, DeclaredFile> files = new HashMap<>();
    mine.files().forEach(file -> files.put(file.path(), file));
    for (FileLease lease : held) {
      DeclaredFile file = files.get(lease.file().path());
      boolean own = !parked && lease.holder().session().equals(mine.holder().session());
      boolean ownTask = mine.taskId() != null && mine.taskId().equals(lease.taskId());
      if (file != null && !own && !ownTask) {
        keep(nearest, held(mine, file, lease, declaredBy(lease, shared)));
      }
    }
    return nearest.values().stream().sorted(CLOSEST).toList();
  }

  private static void keep(Map<String, Nearby> nearest, Nearby found) {
    String who = found.overlap().path() + "\n" + found.overlap().holder().session();
    nearest.merge(who, found, (one, other) -> CLOSEST.compare(other, one) < 0 ? other : one);
  }

  private Nearby declared(Declaration mine, DeclarationRows.Shared both) {
    Integer apart = LineDistance.between(both.mine(), both.theirs());
    return new Nearby(
        new Overlap(
            both.path(),
            Stake.DECLARED,
            closeness(both.path(), apart),
            apart,
            both.holder(),
            both.agent(),
            both.intent(),
            both.taskId(),
            both.worktree().equals(mine.worktree())),
        both.theirs());
  }

  /** Who said which lines it edits is taken at its word where its lease does not deny mine. */
  private Nearby held(
      Declaration mine, DeclaredFile file, FileLease lease, List<LineRange> declared) {
    boolean sameWorktree = lease.file().worktree().equals(mine.worktree());
    Integer apart = sameWorktree ? null : LineDistance.between(file.lines(), declared);
    return new Nearby(
        new Overlap(
            file.path(),
            Stake.HELD,
            closeness(file.path(), apart),
            apart,
            lease.holder(),
            lease.agent(),
            lease.intent(),
            lease.taskId(),
            sameWorktree),
        sameWorktree ? List.of() : declared);
  }

  /** The lines that the lease's session declared of its file; none when it is all of it. */
  private static List<LineRange> declaredBy(FileLease lease, List<DeclarationRows.Shared> shared) {
    var lines = new ArrayList<LineRange>();
    for (DeclarationRows.Shared both : shared) {
      if (both.path().equals(lease.file().path())
          && both.holder().session().equals(lease.holder().session())) {
        if (both.theirs().isEmpty()) {
          return List.of();
        }
        lines.addAll(both.theirs());
      }
    }
    return lines;
  }

  private Closeness closeness(String path, @Nullable Integer apart) {
    return hubs.contains(path) ? Closeness.HUB : LineDistance.closeness(apart);
  }

  private static int rank(Closeness closeness) {
    return switch (closeness) {
      case SAME_LINES -> 0;
      case SAME_FILE -> 1;
      case NEAR_LINES -> 2;
      case FAR_LINES -> 3;
      case HUB -> 4;
    };
  }

  private static Comparator<@Nullable Integer> nullsLast() {
    return Comparator.nullsLast(Comparator.naturalOrder());
  }
}
