package dev.muster.contract;

import java.util.List;

/** Notices, newest first. */
public record NoticeList(List<Notice> notices) implements Reply {
  public NoticeList {
    notices = List.copyOf(notices);
  }
}
