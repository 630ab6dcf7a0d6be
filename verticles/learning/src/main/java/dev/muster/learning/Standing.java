package dev.muster.learning;

import dev.muster.contract.ModelCard;
import dev.muster.model.ModelFile;
import dev.muster.store.LearnerRows;
import dev.muster.store.Tx;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What the store knows of learning.
 *
 * @param checkpoint null when nobody took the place of the learner
 * @param cards newest first
 * @param bodies the models' files by id
 */
record Standing(
    LearnerRows.@Nullable Checkpoint checkpoint,
    List<ModelCard> cards,
    Map<String, byte[]> bodies) {

  static Standing of(Tx tx, String swarm) {
    List<ModelCard> cards = tx.models().cards();
    Map<String, byte[]> bodies = new HashMap<>();
    for (ModelCard card : cards) {
      bodies.put(card.id(), Objects.requireNonNull(tx.models().body(card.id())));
    }
    return new Standing(tx.learner().checkpoint(swarm), cards, bodies);
  }

  long learned() {
    return checkpoint == null ? 0 : checkpoint.learned();
  }

  /**
   * Learning as it was left.
   *
   * @throws IllegalArgumentException when the checkpoint is damaged or of another version
   */
  Learning restored(LearningSettings settings, RandomGenerator random) {
    byte[] statistics = checkpoint == null ? null : checkpoint.statistics();
    LearningState state = checkpoint == null ? null : checkpoint.state(LearningState.class);
    if ((statistics == null) != (state == null)) {
      throw new IllegalArgumentException("the checkpoint has only one of statistics and state");
    }
    if (statistics == null || state == null) {
      return fresh(settings, random);
    }
    if (state.version() != LearningState.VERSION) {
      throw new IllegalArgumentException(
          "the state must be of version " + LearningState.VERSION + ", was " + state.version());
    }
    Learner learner = Learner.of(statistics, Prior.lab());
    learner.keep(settings.keep());
    return new Learning(settings, random, learner, roster(), state, learned());
  }

  /** Learning that knows nothing but the models. */
  Learning fresh(LearningSettings settings, RandomGenerator random) {
    var state = LearningState.fresh(settings.canaryAfter());
    return new Learning(
        settings, random, new Learner(settings.keep(), Prior.lab()), roster(), state, learned());
  }

  private Roster roster() {
    return new Roster(cards, bodies, ModelFile::read);
  }
}
