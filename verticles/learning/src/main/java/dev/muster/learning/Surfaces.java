package dev.muster.learning;

import dev.muster.contract.ModelCard;
import dev.muster.contract.ModelState;
import dev.muster.contract.Provenance;
import dev.muster.model.ModelFile;
import dev.muster.model.Surface;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The card of the response surface: the lab's prior at first, then what was learned on top. */
final class Surfaces {
  private static final String FAMILY = "surface";
  private static final String PRIOR = "lab prior; how much it weighs, outcomes of your own decide";

  private Surfaces() {}

  /**
   * Where there is no model, lets the learner's prior wait as one. It is compared with who serves
   * when outcomes have been learned on top of it; an operator may let it serve before.
   */
  static List<ModelCard> begin(Learner learner, Roster roster, String id, Instant now) {
    if (!roster.newestFirst().isEmpty()) {
      return List.of();
    }
    Surface surface = learner.fit();
    byte[] body = surface.toBytes();
    ModelCard card = card(id, Provenance.LAB, learner.priorName(), 0, now, body, PRIOR);
    roster.add(card, surface, body, "shipped");
    return List.of(card);
  }

  /**
   * A surface takes the place of the one before it, also while it serves or is compared: what a
   * canary judges is who learns, and that does not depend on its coin. While another family serves
   * and none is there, a new one waits; where the one that served before has come back since, that
   * one is forgotten, for it learns no more.
   */
  static void fit(Learner learner, Roster roster, String id, Instant now) {
    Surface surface = learner.fit();
    byte[] body = surface.toBytes();
    String trainedOn =
        "%s, and outcomes of this swarm until %s"
            .formatted(learner.priorName(), now.truncatedTo(ChronoUnit.SECONDS));
    ModelCard before = living(roster);
    if (before == null) {
      double outcomes = learner.outcomes();
      ModelCard card = card(id, Provenance.ESTIMATED, trainedOn, outcomes, now, body, null);
      roster.add(card, surface, body, "fitted");
    } else {
      roster.refit(before, surface, body, learner.outcomes(), trainedOn);
      roster.candidates().stream()
          .filter(card -> card.family().equals(FAMILY) && !card.id().equals(before.id()))
          .forEach(card -> roster.forget(card.id()));
    }
  }

  /** The one that serves, is compared or waits, in this order. */
  private static @Nullable ModelCard living(Roster roster) {
    return Stream.of(ModelState.CHAMPION, ModelState.CHALLENGER, ModelState.CANDIDATE)
        .flatMap(state ->
            roster.newestFirst().stream()
                .filter(card -> card.state() == state && card.family().equals(FAMILY)))
        .findFirst()
        .orElse(null);
  }

  private static ModelCard card(
      String id,
      Provenance provenance,
      String trainedOn,
      double outcomes,
      Instant now,
      byte[] body,
      @Nullable String note) {
    return new ModelCard(
        id,
        FAMILY,
        ModelState.CANDIDATE,
        provenance,
        trainedOn,
        outcomes,
        now,
        null,
        List.of(),
        ModelFile.digest(body),
        body.length,
        note);
  }
}
