package dev.muster.contract;

/** A notice as it stands now. */
public record NoticeAnswer(Notice notice) implements Reply {}
