package dev.muster.lab.contention;

import java.util.EnumSet;
import java.util.Set;

/** How far a task has come in one replay. */
final class TaskRun {
  /** Where a task is. */
  enum Place {
    QUEUE,
    AT_WORK,
    /** An agent is bound to it, but stands still. */
    WAITING,
    LANDED
  }

  /** Ways in which a task met another one that edits the same. */
  enum Conflict {
    /** Both had the same file edited and not landed; hub files apart. */
    FILE,
    /** The same, hub files counted. */
    ANY_FILE,
    /** The same, in the same lines or near ones; hub files apart. */
    LINES,
    /** Both had scouted and not landed, and share a file, hub files apart. */
    BESIDE
  }

  private final PlannedTask plan;
  private final Set<Conflict> conflicts = EnumSet.noneOf(Conflict.class);
  private Place place = Place.QUEUE;
  private boolean scouted;
  private int edited;
  private double done;
  private double owed;
  private double heldSince = Double.NaN;
  private double held;
  private int holds;
  private double landedAt = Double.NaN;

  TaskRun(PlannedTask plan) {
    this.plan = plan;
  }

  PlannedTask plan() {
    return plan;
  }

  Place place() {
    return place;
  }

  boolean scouted() {
    return scouted;
  }

  /** How many of its edits are made. */
  int edited() {
    return edited;
  }

  /** The edit that comes next; there must be one. */
  PlannedEdit nextEdit() {
    return plan.edits().get(edited);
  }

  boolean hasEdits() {
    return edited < plan.edits().size();
  }

  /** Whether the agent was ever told to wait or to leave. */
  boolean wasHeld() {
    return holds > 0;
  }

  double heldMinutes() {
    return held;
  }

  double landedAt() {
    return landedAt;
  }

  Set<Conflict> conflicts() {
    return conflicts;
  }

  void met(Conflict conflict) {
    conflicts.add(conflict);
  }

  /** Minutes of work until its next point: end of scouting, an edit, or the end. */
  double untilNextPoint() {
    return owed + nextPoint() - done;
  }

  private double nextPoint() {
    if (!scouted) {
      return plan.scouting();
    }
    return hasEdits() ? nextEdit().at() : plan.work();
  }

  void takenUp(double now) {
    place = Place.AT_WORK;
    endHold(now);
  }

  /** Its next point is reached. */
  void reached() {
    owed = 0;
    done = nextPoint();
  }

  void passedScouting() {
    scouted = true;
  }

  void passedEdit() {
    edited++;
  }

  void waits(double now) {
    place = Place.WAITING;
    beginHold(now);
  }

  void goesOn(double now) {
    place = Place.AT_WORK;
    endHold(now);
  }

  void putBack(double now, double toll) {
    place = Place.QUEUE;
    owed = toll;
    beginHold(now);
  }

  void landed(double now) {
    place = Place.LANDED;
    landedAt = now;
  }

  private void beginHold(double now) {
    if (Double.isNaN(heldSince)) {
      heldSince = now;
      holds++;
    }
  }

  private void endHold(double now) {
    if (!Double.isNaN(heldSince)) {
      held += now - heldSince;
      heldSince = Double.NaN;
    }
  }
}
