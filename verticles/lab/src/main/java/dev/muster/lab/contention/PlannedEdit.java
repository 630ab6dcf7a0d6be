package dev.muster.lab.contention;

/**
 * An edit within a task: after how many minutes of its work, and the draw that says whether a
 * declaration names it (when the draw is below the declarations' completeness).
 */
record PlannedEdit(TouchedFile file, double at, double draw) {
  boolean declared(double completeness) {
    return draw < completeness;
  }
}
