package dev.muster.contract;

import java.time.Instant;

/** A notice was raised, counted on or reviewed. */
public record NoticeChanged(long seq, Instant at, Notice notice) implements Event {
  public NoticeChanged {
    at = Message.required("at", at);
    notice = Message.required("notice", notice);
  }
}
