package dev.muster.prediction;

import dev.muster.contract.Arm;
import dev.muster.contract.Choice;
import dev.muster.contract.Experiment;
import dev.muster.contract.Masked;
import dev.muster.contract.PlayedArm;
import dev.muster.contract.Situation;
import dev.muster.contract.Strategy;
import dev.muster.model.Weights;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The two arms of the experiment that is open; immutable. */
final class Arms {
  private static final double EVEN = .5;

  private final Experiment experiment;
  private final Weights weights;
  private final int agentsMax;
  private final ThreadLocal<Outlook> outlooks = ThreadLocal.withInitial(Outlook::new);

  Arms(Experiment experiment, Weights conf) {
    Strategy b = experiment.b();
    this.experiment = experiment;
    this.weights =
        new Weights(
            b.weight("minute", conf.minute()),
            b.weight("tokens", conf.tokens()),
            b.weight("conflict", conf.conflict()),
            b.weight("agent_minute", conf.agentMinute()),
            b.weight("agent_minute_scarce", conf.agentMinuteScarce()));
    Integer most = b.agentsMax();
    this.agentsMax = most == null ? Integer.MAX_VALUE : most;
  }

  /**
   * What both arms choose, and the one that is played.
   *
   * @param left the numbers of agents that B leaves, at index n-1
   */
  @SuppressWarnings("ArrayRecordComponent") // read once, by who drew
  record Draw(PlayedArm played, int a, int b, boolean[] left) {
    int n() {
      return played.arm() == Arm.A ? a : b;
    }
  }

  private boolean[] left(boolean[] allowed) {
    boolean[] left = allowed.clone();
    Arrays.fill(left, Math.min(agentsMax, left.length), left.length, false);
    return left;
  }

  /**
   * Draws an arm; null when the decision is part of no comparison.
   *
   * @param ours what the model expects by the weights of the configuration
   */
  @Nullable Draw draw(
      Situation situation,
      Served.Named champion,
      double[] features,
      Outlook ours,
      Instant now,
      BooleanSupplier coin) {
    Outlook theirs = outlooks.get();
    double free = ModelPolicy.free(situation);
    if (!theirs.look(champion.model(), features, weights, situation.value(), free)) {
      return null;
    }
    boolean[] allowed = ModelPolicy.allowed(situation);
    boolean[] left = left(allowed);
    int a = ours.best(allowed);
    int b = theirs.best(left);
    PlayedArm played = draw(a != b, now, coin);
    return played == null ? null : new Draw(played, a, b, left);
  }

  /** Of the heuristic curve, which has no weights: B may leave fewer agents. */
  Choice curve(Situation situation, Choice ours, Instant now, BooleanSupplier coin) {
    boolean[] left = left(ModelPolicy.allowed(situation));
    List<Masked> masked =
        IntStream.rangeClosed(1, left.length)
            .filter(n -> !left[n - 1])
            .mapToObj(n -> new Masked(n, "arm B"))
            .toList();
    Situation narrowed = situation.with(situation.features(), masked);
    Choice theirs = HeuristicPolicy.choose(narrowed, String.valueOf(ours.fallback()));
    PlayedArm played = draw(ours.n() != theirs.n(), now, coin);
    if (played == null) {
      return ours;
    }
    double[] probabilities = new double[left.length];
    probabilities[ours.n() - 1] += EVEN;
    probabilities[theirs.n() - 1] += EVEN;
    return told(played.arm() == Arm.A ? ours : theirs, played, probabilities);
  }

  /**
   * The arm of a decision; null when it is part of no comparison.
   *
   * @param differ whether the arms choose differently; in blocks also those count where they do not
   */
  private @Nullable PlayedArm draw(boolean differ, Instant now, BooleanSupplier coin) {
    Experiment.Blocks blocks = experiment.blocks();
    if (blocks == null) {
      return differ ? played(coin.getAsBoolean(), null, true) : null;
    }
    long since = Duration.between(experiment.since(), now).toMillis();
    long length = Duration.ofMinutes(blocks.minutes()).toMillis();
    if (since < 0) {
      return null;
    }
    long block = since / length;
    boolean washed = since % length >= Duration.ofMinutes(blocks.washoutMin()).toMillis();
    return played(coin(blocks.seed(), block), block, washed);
  }

  /** The same for each block whenever it is asked, also after a restart. */
  static boolean coin(long seed, long block) {
    return new SplittableRandom(new SplittableRandom(seed).nextLong() + block).nextBoolean();
  }

  private PlayedArm played(boolean other, @Nullable Long block, boolean counted) {
    return new PlayedArm(experiment.id(), other ? Arm.B : Arm.A, EVEN, block, counted);
  }

  /** The choice with the arm that it was made by, if by any. */
  Choice told(Choice choice, @Nullable Draw draw, double[] probabilities) {
    return draw == null ? choice : told(choice, draw.played(), probabilities);
  }

  private Choice told(Choice choice, PlayedArm played, double[] probabilities) {
    return choice.in(
        played,
        Arrays.stream(probabilities).boxed().toList(),
        "Experiment " + experiment.name() + " plays its arm " + played.arm() + ".");
  }
}
