package dev.muster.coordination;

/** What can happen to a task. */
enum TaskEvent {
  /** Every task it depends on has succeeded. */
  ACCEPT,
  /** Decided, and its slots are bound. */
  ADMIT,
  /** A slot was claimed. */
  CLAIM,
  /** No slot was claimed in time. */
  UNCLAIMED,
  SUCCEED,
  FAIL,
  /** The attempt ended without evidence. */
  LEAVE_UNKNOWN,
  /** The attempt ended for a reason that another one may not meet. */
  RETRY,
  /** The same, once too often. */
  GIVE_UP,
  /** Its agents were lost once too often. */
  BURY,
  CANCEL,
  /** A task it depends on ended without success. */
  LOSE_DEPENDENCY
}
