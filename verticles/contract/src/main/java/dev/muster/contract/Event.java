package dev.muster.contract;

import java.time.Instant;

/**
 * Something that happened. Each carries the whole new state of its subject, so that folding it
 * twice or after a newer one (lower {@code seq}) changes nothing.
 */
public sealed interface Event extends Message
    permits TaskChanged,
        AttemptChanged,
        AgentChanged,
        DecisionMade,
        LeaseChanged,
        LeaseDenied,
        EditUnleased,
        DeclarationChanged,
        NoticeChanged,
        PluginChanged,
        PluginEmitted,
        ModelChanged,
        ModeChanged,
        AlertChanged {

  /** Position in commit order, from 1; the id of the server-sent event. */
  long seq();

  /** When it was committed. */
  Instant at();
}
