package dev.muster.learning;

import dev.muster.contract.Decision;
import dev.muster.contract.ProbationStatus;
import dev.muster.contract.Trial;
import dev.muster.model.Weights;
import org.jspecify.annotations.Nullable;

/** The first tasks of a champion: its probation, and against whom. Confined to one thread. */
final class Tenure {
  private final String champion;
  private final String predecessor;
  private final Probation probation;

  Tenure(State at) {
    this.champion = at.champion();
    this.predecessor = at.predecessor();
    this.probation = new Probation(Probation.SHARE, at.test());
  }

  /** All that it has seen, to go on after a restart. */
  record State(String champion, String predecessor, Probation.Snapshot test) {}

  /** Of a champion that has just won its canary; null when nobody served before it. */
  static @Nullable Tenure begin(Succession succession) {
    String predecessor = succession.predecessor();
    return predecessor == null
        ? null
        : new Tenure(
            new State(
                succession.championId(), predecessor, new Probation(Probation.SHARE).snapshot()));
  }

  /** What goes on; null when one of the two cannot serve any more. */
  static @Nullable Tenure resume(@Nullable State at, Succession succession) {
    return at != null
            && at.champion().equals(succession.championId())
            && at.predecessor().equals(succession.predecessor())
        ? new Tenure(at)
        : null;
  }

  /**
   * Its own pair's trials are evidence; of all others those count that were decided by the champion
   * while it served. A trial of another pair is older.
   */
  void see(Decision decision, Lesson lesson, Weights weights) {
    Trial trial = lesson.trial();
    if (trial == null) {
      if (decision.model().equals(champion)) {
        probation.agreed();
      }
    } else if (trial.champion().equals(champion) && trial.challenger().equals(predecessor)) {
      double reward = lesson.disagreement(trial, weights).reward();
      probation.see(trial.challengerPlayed(), reward, trial.expectedReward());
    }
  }

  Probation.Verdict verdict() {
    return probation.verdict();
  }

  State state() {
    return new State(champion, predecessor, probation.snapshot());
  }

  ProbationStatus status() {
    return new ProbationStatus(predecessor, probation.snapshot().tasks(), Probation.TASKS);
  }
}
