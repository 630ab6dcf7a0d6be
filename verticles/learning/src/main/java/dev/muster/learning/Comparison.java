package dev.muster.learning;

import dev.muster.contract.CanaryStatus;
import dev.muster.contract.ModelCard;
import dev.muster.contract.Trial;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A canary, and who takes part in it. Confined to one thread. */
final class Comparison {
  /** Evidence that is printed; more is as good. */
  private static final double EVIDENCE_MOST = 1e9;

  private final LearningState.Running begun;
  private final Canary canary;

  Comparison(LearningState.Running begun) {
    this.begun = begun;
    this.canary = new Canary(begun.number(), begun.test());
  }

  /** What goes on; null when one of the two cannot serve any more. */
  static @Nullable Comparison resume(
      LearningState.@Nullable Running at, @Nullable ModelCard challenger, String championId) {
    return at != null
            && challenger != null
            && at.challenger().equals(challenger.id())
            && at.champion().equals(championId)
        ? new Comparison(at)
        : null;
  }

  /** Only its own pair feeds it. */
  boolean judges(Trial trial) {
    return trial.champion().equals(begun.champion())
        && trial.challenger().equals(begun.challenger());
  }

  void see(Canary.Disagreement seen) {
    canary.see(seen);
  }

  Canary.Verdict verdict() {
    return canary.verdict();
  }

  String challenger() {
    return begun.challenger();
  }

  /** In words. */
  String length() {
    return canary.disagreements() + " disagreements";
  }

  LearningState.Running now() {
    return new LearningState.Running(
        begun.champion(), begun.challenger(), begun.number(), begun.since(), canary.snapshot());
  }

  CanaryStatus status() {
    Canary.Snapshot at = canary.snapshot();
    return new CanaryStatus(
        begun.champion(),
        begun.challenger(),
        begun.number(),
        at.disagreements(),
        evidence(at.better()),
        canary.needed(),
        guards(at),
        begun.since());
  }

  static List<CanaryStatus.Guard> guards(Canary.Snapshot at) {
    return List.of(
        guard("worse", at.worse()),
        guard("failures", at.failsMore()),
        guard("duration", at.takesLonger()),
        guard("tokens", at.takesMore()));
  }

  private static CanaryStatus.Guard guard(String name, Wealth wealth) {
    return new CanaryStatus.Guard(name, evidence(wealth), 1 / Canary.ALPHA);
  }

  static double evidence(Wealth wealth) {
    return Math.min(EVIDENCE_MOST, Math.exp(new Wager(1, wealth).logEvidence()));
  }
}
