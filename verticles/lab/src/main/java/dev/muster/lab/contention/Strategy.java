package dev.muster.lab.contention;

import java.util.function.Function;

/** A way to hand out tasks and files; within a run its label tells it from the others. */
record Strategy(String label, Function<ConflictLedger, Rules> rules) {
  /** Tasks in the order of their arrival; nobody is held. */
  static final Strategy FIRST_COME = new Strategy("first come", _ -> new Rules() {});

  /** Tasks in random order; nobody is held. */
  static final Strategy SHUFFLED =
      new Strategy(
          "shuffled",
          _ ->
              new Rules() {
                @Override
                public double rank(PlannedTask task) {
                  return task.shuffled();
                }
              });

  /** A file is leased at its edit until its task lands; who comes second stands still. */
  static final Strategy LEASE_WAIT =
      new Strategy("lease, wait", ledger -> new LeaseRules(ledger, Double.NaN));

  /**
   * The same, but who comes second puts the task back and takes another. To take it up again costs
   * this share of its work.
   */
  static Strategy leaseSwitch(double toll) {
    return new Strategy("lease, switch", ledger -> new LeaseRules(ledger, toll));
  }

  /** With whole files, and without a toll. */
  static Strategy declareAndPark(double completeness, double bound) {
    return declareAndPark(completeness, bound, false, 0, "");
  }

  /**
   * After scouting a task declares what it will edit, each file with the probability {@code
   * completeness}, and is parked while an earlier one is at the same, at most for the minutes of
   * {@code bound}; to take it up again costs {@code toll} of its work. With {@code lines} edits of
   * one file that are far apart park nobody. {@code note} ends the label.
   */
  static Strategy declareAndPark(
      double completeness, double bound, boolean lines, double toll, String note) {
    return new Strategy(
        "declare + park %.0f%%%s".formatted(100 * completeness, note),
        _ -> new DeclarationRules(completeness, bound, lines, toll));
  }
}
