package dev.muster.learning;

import dev.muster.contract.Failure;
import dev.muster.contract.FailureCode;
import dev.muster.contract.ModelCard;
import dev.muster.contract.ModelState;
import dev.muster.contract.Refused;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who serves, who did before, and who an operator holds in place. Confined to one thread. */
final class Succession {
  /** How decisions name the curve that serves while no model does. */
  static final String HEURISTIC = "heuristic-1";

  private static final int FORMER_MOST = 5;

  private final Roster roster;

  /** The latest first. */
  private final List<String> former;

  private @Nullable String pinned;

  Succession(Roster roster, List<String> former, @Nullable String pinned) {
    this.roster = roster;
    this.former = new ArrayList<>(former);
    this.pinned = pinned;
  }

  /** The id of who serves. */
  String championId() {
    ModelCard champion = roster.in(ModelState.CHAMPION);
    return champion == null ? HEURISTIC : champion.id();
  }

  /** Who served before; null when no model did, or it is forgotten. */
  @Nullable ModelCard previous() {
    return former.isEmpty() ? null : roster.find(former.getFirst());
  }

  /** The id of who served before, the heuristic curve included; null when it cannot serve again. */
  @Nullable String predecessor() {
    String id = former.isEmpty() ? null : former.getFirst();
    return id == null || id.equals(HEURISTIC) || roster.model(id) != null ? id : null;
  }

  /** Lets a model serve. */
  void promote(ModelCard next, String note, Instant now) {
    former.addFirst(championId());
    while (former.size() > FORMER_MOST) {
      former.removeLast();
    }
    succeed(next, note, now);
  }

  /** The champion has shown that it is not worse than who served before. */
  void hold(String after) {
    note("held its probation for " + after, "held");
  }

  /** Who served before has proved to be better, and serves again. */
  void bringBack(String after, Instant now) {
    String worse = championId();
    String better = former.removeFirst();
    String note = "lost its probation after " + after + ": " + better + " is better";
    roster.change(roster.named(worse), ModelState.RETIRED, note, "rolled_back");
    if (!better.equals(HEURISTIC)) {
      String why = "was better than " + worse + " on its probation";
      roster.crown(roster.named(better), why, now);
    }
  }

  /** Null brings the heuristic curve back. */
  private void succeed(@Nullable ModelCard next, String note, Instant now) {
    ModelCard champion = roster.in(ModelState.CHAMPION);
    if (champion != null) {
      String after = next == null ? HEURISTIC : next.id();
      roster.change(champion, ModelState.RETIRED, "was followed by " + after, "retired");
    }
    if (next != null) {
      roster.crown(roster.named(next.id()), note, now);
    }
  }

  /** By an operator; {@code first} is done when nothing speaks against it. */
  void promoteByHand(String id, Runnable first, Instant now) {
    expectUnpinned();
    ModelCard next = roster.named(id);
    expect(next.state() != ModelState.CHAMPION, "a model that does not serve", "the champion");
    expect(roster.model(id) != null, "a model whose file reads back", String.valueOf(next.note()));
    first.run();
    promote(next, "promoted by hand", now);
  }

  /** By an operator, to the champion before. */
  void rollBack(Runnable first, Instant now) {
    expectUnpinned();
    expect(!former.isEmpty(), "a champion before " + championId(), "none");
    String id = former.getFirst();
    ModelCard next = id.equals(HEURISTIC) ? null : roster.named(id);
    if (next != null) {
      expect(roster.model(id) != null, "a file that reads back", String.valueOf(next.note()));
    }
    first.run();
    former.removeFirst();
    succeed(next, "rolled back to by hand", now);
  }

  /** By an operator; null pins who serves. */
  void pin(@Nullable String id, Runnable first, Instant now) {
    expectUnpinned();
    if (id != null && !id.equals(championId())) {
      promoteByHand(id, first, now);
    }
    first.run();
    pinned = championId();
    note("pinned by hand", "pinned");
  }

  void unpin() {
    expect(pinned != null, "a pinned model", "none");
    pinned = null;
    note("pinned no longer", "unpinned");
  }

  private void note(String note, String cause) {
    ModelCard champion = roster.in(ModelState.CHAMPION);
    if (champion != null) {
      roster.change(champion, ModelState.CHAMPION, note, cause);
    }
  }

  private void expectUnpinned() {
    expect(pinned == null, "that nothing is pinned", pinned + " is pinned");
  }

  private static void expect(boolean holds, String expected, String found) {
    if (!holds) {
      throw new Refused(Failure.of(FailureCode.CONFLICT, expected, found));
    }
  }

  @Nullable String pinned() {
    return pinned;
  }

  List<String> former() {
    return former;
  }

  /** Who must not be forgotten though it does not serve. */
  Set<String> held() {
    return former.isEmpty() ? Set.of() : Set.of(former.getFirst());
  }
}
