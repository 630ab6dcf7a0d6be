package dev.muster.store;

import dev.muster.contract.AttemptId;
import dev.muster.contract.Decision;
import dev.muster.contract.DecisionId;
import dev.muster.contract.Feature;
import dev.muster.contract.TaskId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The decisions: what a learner needs in columns, the explanation whole beside it. */
public final class DecisionRows {
  private final Statements sql;

  DecisionRows(Statements sql) {
    this.sql = sql;
  }

  /** Stores a decision that has its ids. */
  public void insert(DecisionId id, TaskId task, AttemptId attempt, Decision decision) {
    var values = new ArrayList<@Nullable Object>();
    values.add(id);
    values.add(task);
    values.add(attempt);
    values.add(decision.at());
    values.add(decision.featuresVersion());
    for (Feature feature : decision.features()) {
      values.add(feature.value());
    }
    values.add(mask(decision));
    values.add(decision.propensities());
    values.add(decision.agents());
    values.add(decision.model());
    values.add(decision.provenance());
    values.add(decision.utilityVersion());
    values.add(decision.mode());
    values.add(sql.json().writeValueAsString(decision));
    sql.update(
        "INSERT INTO decision VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
            + " ?, ?)",
        values.toArray());
  }

  /** The decisions of a task, oldest first. */
  public List<Decision> of(TaskId task) {
    return sql.list(
        "SELECT whole FROM decision WHERE task_id = ? ORDER BY at, id", this::read, task);
  }

  /** The latest decisions, newest first. */
  public List<Decision> latest(int limit) {
    return sql.list("SELECT whole FROM decision ORDER BY rowid DESC LIMIT ?", this::read, limit);
  }

  private Decision read(Row row) {
    return row.object(Decision.class, "whole");
  }

  private static int mask(Decision decision) {
    int mask = 0xFF;
    for (var masked : decision.mask()) {
      mask &= ~(1 << (masked.n() - 1));
    }
    return mask;
  }
}
