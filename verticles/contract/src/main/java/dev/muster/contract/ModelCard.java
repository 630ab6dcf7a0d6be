package dev.muster.contract;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a model.
 *
 * @param id {@code model_<milliseconds since 1970>_<random>}
 * @param family {@code surface}, {@code boosting}, {@code forest} or {@code perceptron}
 * @param trainedOn in words
 * @param outcomes how many it was fitted on, older ones counting less
 * @param served when it began to serve last; null when it never did
 * @param digest SHA-256 of its file, hexadecimal
 * @param bytes of its file
 * @param note the last thing that happened to it; null when nothing did
 */
public record ModelCard(
    String id,
    String family,
    ModelState state,
    Provenance provenance,
    String trainedOn,
    double outcomes,
    Instant created,
    @Nullable Instant served,
    List<Figure> figures,
    String digest,
    long bytes,
    @Nullable String note) {
  public ModelCard {
    id = Message.required("id", id);
    figures = List.copyOf(figures);
  }
}
