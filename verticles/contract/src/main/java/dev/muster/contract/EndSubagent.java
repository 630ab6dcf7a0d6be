package dev.muster.contract;

/** A sub-agent ended: what it held goes back to its session. */
public record EndSubagent(Holder holder) implements Request {
  public EndSubagent {
    holder = Message.required("holder", holder);
    if (holder.subagent() == null) {
      throw new IllegalArgumentException("subagent must be named");
    }
  }
}
