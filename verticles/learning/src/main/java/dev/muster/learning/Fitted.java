package dev.muster.learning;

import dev.muster.contract.Figure;
import dev.muster.contract.ModelCard;
import dev.muster.contract.ModelState;
import dev.muster.contract.Provenance;
import dev.muster.learning.challenger.HeldOut;
import dev.muster.learning.challenger.Rows;
import dev.muster.model.Measure;
import dev.muster.model.Model;
import dev.muster.model.ModelFile;
import dev.muster.model.Weights;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A challenger that was fitted on rows, and what its screen said. */
final class Fitted {
  private final byte[] body;
  private final Model model;
  private final Rows rows;
  private final Screen.Judgement judged;

  private Fitted(byte[] body, Model model, Rows rows, Screen.Judgement judged) {
    this.body = body;
    this.model = model;
    this.rows = rows;
    this.judged = judged;
  }

  /**
   * Reads and screens it.
   *
   * @param body its file
   * @param lessons that the rows are of
   * @param champion null while the heuristic curve serves
   * @throws IllegalArgumentException when the file is no model
   */
  static Fitted of(
      byte[] body, Rows rows, List<Lesson> lessons, @Nullable Model champion, Weights weights) {
    Model model = ModelFile.read(body);
    return new Fitted(body, model, rows, Screen.judge(lessons, model, champion, weights));
  }

  /** Lets it wait for a canary in place of an older one, or keeps it as one screened out. */
  void join(Roster roster, String id, Instant now) {
    String family = ModelFile.family(model);
    roster.makeRoom(family);
    var card =
        new ModelCard(
            id,
            family,
            judged.passed() ? ModelState.CANDIDATE : ModelState.RETIRED,
            Provenance.ESTIMATED,
            "outcomes of this swarm until " + now.truncatedTo(ChronoUnit.SECONDS),
            rows.size(),
            now,
            null,
            List.of(brier()),
            ModelFile.digest(body),
            body.length,
            judged.why());
    roster.add(card, model, body, judged.passed() ? "fitted" : "screened_out");
  }

  /** Not of the model itself, which saw all rows, but of one fitted as it was on the earlier. */
  private Figure brier() {
    HeldOut heldOut = HeldOut.of(rows);
    return new Figure(
        "brier_of_success",
        model.variance(Measure.SUCCESS),
        null,
        null,
        "squared error",
        heldOut.count(),
        "the latest quarter, foreseen from those before",
        Provenance.MEASURED,
        heldOut.brier(),
        "share of success before",
        null);
  }

  /** What became of it, in words. */
  String note() {
    return "%s on %d outcomes, %s".formatted(ModelFile.family(model), rows.size(), judged.why());
  }
}
