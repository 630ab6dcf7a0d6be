package dev.muster.learning;

import dev.muster.contract.Failure;
import dev.muster.contract.FailureCode;
import dev.muster.contract.ModelCard;
import dev.muster.contract.ModelState;
import dev.muster.contract.Provenance;
import dev.muster.contract.Refused;
import dev.muster.model.Model;
import dev.muster.model.ModelFile;
import dev.muster.store.ModelRows;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The models by their cards, and what about them is to be stored. Confined to one thread. */
final class Roster {
  /** From old to new. */
  private final Map<String, ModelCard> cards = new LinkedHashMap<>();

  private final Map<String, Model> models = new HashMap<>();
  private final List<BiConsumer<ModelRows, Instant>> changes = new ArrayList<>();

  /**
   * Those of the store. A model whose file does not read back keeps its card, which says so, and
   * serves nobody.
   *
   * @param cards newest first
   * @param bodies their files by id
   */
  Roster(List<ModelCard> cards, Map<String, byte[]> bodies, Function<byte[], Model> reader) {
    for (ModelCard card : cards.reversed()) {
      this.cards.put(card.id(), card);
      try {
        byte[] body = Objects.requireNonNull(bodies.get(card.id()));
        if (!ModelFile.digest(body).equals(card.digest())) {
          throw new IllegalArgumentException("the digest of its file differs");
        }
        models.put(card.id(), reader.apply(body));
      } catch (IllegalArgumentException unreadable) {
        String why = "does not read back: " + unreadable.getMessage();
        boolean idle = card.state() == ModelState.RETIRED || card.state() == ModelState.CANDIDATE;
        change(card, idle ? card.state() : ModelState.RETIRED, why, "unreadable");
      }
    }
  }

  /** A new model. */
  void add(ModelCard card, Model model, byte[] body, String cause) {
    cards.put(card.id(), card);
    models.put(card.id(), model);
    changes.add((rows, now) -> rows.put(card, body, cause, now));
  }

  /** The same model with another file; what was said of one that did not read back is over. */
  void refit(ModelCard old, Model model, byte[] body, double outcomes, String trainedOn) {
    ModelCard card =
        new ModelCard(
            old.id(),
            old.family(),
            old.state(),
            Provenance.ESTIMATED,
            trainedOn,
            outcomes,
            old.created(),
            old.served(),
            old.figures(),
            ModelFile.digest(body),
            body.length,
            models.containsKey(old.id()) ? old.note() : null);
    add(card, model, body, "refitted");
  }

  /** Changes what a model is to those it decides for. */
  void change(ModelCard old, ModelState state, @Nullable String note, String cause) {
    replace(old, state, old.served(), note, cause);
  }

  /** Lets a model serve. */
  void crown(ModelCard old, String note, Instant now) {
    replace(old, ModelState.CHAMPION, now, note, "promoted");
  }

  private void replace(
      ModelCard old,
      ModelState state,
      @Nullable Instant served,
      @Nullable String note,
      String cause) {
    ModelCard card =
        new ModelCard(
            old.id(),
            old.family(),
            state,
            old.provenance(),
            old.trainedOn(),
            old.outcomes(),
            old.created(),
            served,
            old.figures(),
            old.digest(),
            old.bytes(),
            note);
    cards.put(card.id(), card);
    changes.add((rows, now) -> rows.change(card, cause, now));
  }

  /** Forgets all that do not serve but the newest {@code keep} and those that are held. */
  void prune(int keep, Set<String> held) {
    List<ModelCard> idle =
        newestFirst().stream()
            .filter(c -> c.state() == ModelState.RETIRED || c.state() == ModelState.CANDIDATE)
            .toList();
    idle.stream()
        .skip(keep)
        .map(ModelCard::id)
        .filter(id -> !held.contains(id))
        .forEach(this::forget);
  }

  /** Forgets those of a family that wait or lost, and never served. */
  void makeRoom(String family) {
    newestFirst().stream()
        .filter(c -> c.state() == ModelState.RETIRED || c.state() == ModelState.CANDIDATE)
        .filter(c -> c.family().equals(family) && c.served() == null)
        .map(ModelCard::id)
        .forEach(this::forget);
  }

  /** Keeps neither card nor file. */
  void forget(String id) {
    cards.remove(id);
    models.remove(id);
    changes.add((rows, now) -> rows.delete(id));
  }

  /** Whether one of a family is in a canary. */
  boolean compares(String family) {
    ModelCard challenger = in(ModelState.CHALLENGER);
    return challenger != null && challenger.family().equals(family);
  }

  /** The newest in a state; null when there is none. */
  @Nullable ModelCard in(ModelState state) {
    return newestFirst().stream().filter(c -> c.state() == state).findFirst().orElse(null);
  }

  /** All that wait for a canary and can serve, newest first. */
  List<ModelCard> candidates() {
    return newestFirst().stream()
        .filter(c -> c.state() == ModelState.CANDIDATE && models.containsKey(c.id()))
        .toList();
  }

  /** Null when nobody has the id. */
  @Nullable ModelCard find(String id) {
    return cards.get(id);
  }

  /** Refuses an id that nobody has. */
  ModelCard named(String id) {
    ModelCard card = find(id);
    if (card == null) {
      throw new Refused(Failure.of(FailureCode.NOT_FOUND, "no model has the id " + id));
    }
    return card;
  }

  /** Null of a model whose file does not read back. */
  @Nullable Model model(String id) {
    return models.get(id);
  }

  List<ModelCard> newestFirst() {
    return List.copyOf(cards.values()).reversed();
  }

  /** What is to be stored since it was asked before. */
  List<BiConsumer<ModelRows, Instant>> takeChanges() {
    var taken = List.copyOf(changes);
    changes.clear();
    return taken;
  }

  /** A new one. */
  static String id(Instant now, RandomGenerator random) {
    return "model_" + now.toEpochMilli() + "_" + Integer.toHexString(random.nextInt());
  }
}
