package dev.muster.store;

import dev.muster.contract.ModelCard;
import dev.muster.contract.ModelChanged;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The models, each with its card and its file. */
public final class ModelRows {
  private final Statements sql;
  private final EventRows events;

  ModelRows(Statements sql, EventRows events) {
    this.sql = sql;
    this.events = events;
  }

  /** Stores a card with its file, over one of the same id, and tells of it. */
  public void put(ModelCard card, byte[] body, String cause, Instant now) {
    sql.update(
        """
        INSERT INTO model VALUES (?1, ?2, ?3, ?4, ?5)
        ON CONFLICT (id) DO UPDATE SET state = ?2, card = ?4, body = ?5\
        """,
        card.id(),
        card.state(),
        now,
        sql.json().writeValueAsString(card),
        body);
    tell(card, cause, now);
  }

  /** Changes the card of a model that is there, and tells of it. */
  public void change(ModelCard card, String cause, Instant now) {
    sql.update(
        "UPDATE model SET state = ?, card = ? WHERE id = ?",
        card.state(),
        sql.json().writeValueAsString(card),
        card.id());
    tell(card, cause, now);
  }

  /** All cards, newest first. */
  public List<ModelCard> cards() {
    return sql.list(
        "SELECT card FROM model ORDER BY at DESC, id DESC",
        row -> row.object(ModelCard.class, "card"));
  }

  /** The file of a model; null when there is none of that id. */
  public byte @Nullable [] body(String id) {
    return sql.one("SELECT body FROM model WHERE id = ?", row -> row.bytes("body"), id);
  }

  /** Forgets a model. */
  public void delete(String id) {
    sql.update("DELETE FROM model WHERE id = ?", id);
  }

  private void tell(ModelCard card, String cause, Instant now) {
    events.append(seq -> new ModelChanged(seq, now, cause, card));
  }
}
