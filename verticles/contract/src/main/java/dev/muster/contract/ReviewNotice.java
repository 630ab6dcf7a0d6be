package dev.muster.contract;

/** Say that somebody looked at a notice. */
public record ReviewNotice(NoticeId id) implements Request {
  public ReviewNotice {
    id = Message.required("id", id);
  }
}
