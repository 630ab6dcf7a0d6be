package dev.muster.store;

import dev.muster.contract.Agent;
import dev.muster.contract.AgentId;
import dev.muster.contract.AgentState;
import dev.muster.contract.Heartbeat;
import dev.muster.contract.RegisterAgent;
import dev.muster.contract.Vendor;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The agents, by name. */
public final class AgentRows {
  private static final String SELECT =
      "SELECT g.*, EXISTS (SELECT 1 FROM slot s WHERE s.agent_id = g.id AND s.state <> 'ENDED')"
          + " AS busy FROM agent g ";

  private final Statements sql;

  AgentRows(Statements sql) {
    this.sql = sql;
  }

  /** Stores a new agent, or what a known one says of itself now; the agent keeps its id. */
  public void register(AgentId id, RegisterAgent request, Instant now) {
    sql.update(
        """
        INSERT INTO agent (id, name, instance, kind, capabilities, languages, registered_at,
          last_heartbeat)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (name) DO UPDATE SET instance = excluded.instance, kind = excluded.kind,
          capabilities = excluded.capabilities, languages = excluded.languages, offline = 0,
          deaf = 0, last_heartbeat = excluded.last_heartbeat\
        """,
        id,
        request.name(),
        request.instance(),
        request.kind(),
        request.capabilities(),
        request.languages(),
        now,
        now);
  }

  /** Stores a session of a coding agent as an agent that is never given a slot, if it is new. */
  public void join(AgentId id, String name, String session, Vendor vendor, Instant now) {
    sql.update(
        """
        INSERT INTO agent (id, name, instance, kind, capabilities, languages, interactive,
          registered_at, last_heartbeat)
        VALUES (?, ?, ?, ?, '[]', '[]', 1, ?, ?) ON CONFLICT (name) DO NOTHING\
        """,
        id,
        name,
        session,
        vendor.toString(),
        now,
        now);
  }

  /** Counts the agent as offline: its session is closed. */
  public void depart(AgentId id) {
    sql.update("UPDATE agent SET offline = 1 WHERE id = ?", id);
  }

  /** Removes the agent of a session that left nothing behind. */
  public void remove(AgentId id) {
    sql.update(
        "DELETE FROM agent WHERE id = ? AND interactive = 1"
            + " AND NOT EXISTS (SELECT 1 FROM slot s WHERE s.agent_id = agent.id)",
        id);
  }

  /** Counts a heartbeat of that instance; whether the agent is known under it. */
  public boolean heartbeat(Heartbeat heartbeat, Instant now) {
    return sql.update(
            """
            UPDATE agent SET last_heartbeat = ?, offline = 0,
              free_memory_bytes = COALESCE(?, free_memory_bytes), load = COALESCE(?, load)
            WHERE id = ? AND instance = ?\
            """,
            now,
            heartbeat.freeMemoryBytes(),
            heartbeat.load(),
            heartbeat.agent(),
            heartbeat.instance())
        == 1;
  }

  /** Counts a claim as a sign of life. */
  public void seen(AgentId id, Instant now) {
    sql.update("UPDATE agent SET last_heartbeat = ?, offline = 0, deaf = 0 WHERE id = ?", now, id);
  }

  /** Counts the agent as offline until it claims: it was bound to a slot and did not come. */
  public void deafen(AgentId id) {
    sql.update("UPDATE agent SET deaf = 1 WHERE id = ?", id);
  }

  /** The instance that an agent is registered under, or null. */
  public @Nullable String instance(String name) {
    return sql.one("SELECT instance FROM agent WHERE name = ?", row -> row.text("instance"), name);
  }

  public @Nullable Agent find(AgentId id) {
    return sql.one(SELECT + "WHERE g.id = ?", AgentRows::agent, id);
  }

  public @Nullable Agent named(String name) {
    return sql.one(SELECT + "WHERE g.name = ?", AgentRows::agent, name);
  }

  /** All agents, by name. */
  public List<Agent> all() {
    return sql.list(SELECT + "ORDER BY g.name", AgentRows::agent);
  }

  /** Whether any agent that takes slots is online and has no open one. */
  public boolean anyFree() {
    return sql.number(
            """
            SELECT EXISTS (SELECT 1 FROM agent g WHERE offline = 0 AND deaf = 0
              AND interactive = 0 AND NOT EXISTS
              (SELECT 1 FROM slot s WHERE s.agent_id = g.id AND s.state <> 'ENDED'))\
            """)
        == 1;
  }

  /**
   * Marks those offline that were not heard of since {@code cutoff}; the ones that became so.
   * Sessions send no heartbeats.
   */
  public List<AgentId> silence(Instant cutoff) {
    return sql.list(
        "UPDATE agent SET offline = 1"
            + " WHERE offline = 0 AND interactive = 0 AND last_heartbeat < ? RETURNING id",
        row -> new AgentId(row.text("id")),
        cutoff);
  }

  /** Counts the end of one of the agent's slots. */
  public void countSlot(AgentId id, boolean expired) {
    sql.update(
        "UPDATE agent SET slots_ended = slots_ended + 1, slots_expired = slots_expired + ?"
            + " WHERE id = ?",
        expired,
        id);
  }

  private static Agent agent(Row row) {
    AgentState state =
        row.flag("offline") || row.flag("deaf")
            ? AgentState.OFFLINE
            : row.flag("busy") ? AgentState.BUSY : AgentState.FREE;
    return new Agent(
        new AgentId(row.text("id")),
        row.text("name"),
        row.text("kind"),
        row.list(String.class, "capabilities"),
        row.list(String.class, "languages"),
        state,
        row.instant("registered_at"),
        row.instant("last_heartbeat"),
        row.numberOrNull("free_memory_bytes"),
        row.realOrNull("load"),
        row.number("slots_ended"),
        row.number("slots_expired"),
        row.flag("interactive"));
  }
}
