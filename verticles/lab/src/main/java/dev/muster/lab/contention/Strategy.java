package dev.muster.lab.contention;

/** A way to hand out tasks and files. */
sealed interface Strategy {
  String label();

  Rules rules(ConflictLedger ledger);

  /** Tasks in the order of their arrival; nobody is held. */
  record FirstCome() implements Strategy {
    @Override
    public String label() {
      return "first come";
    }

    @Override
    public Rules rules(ConflictLedger ledger) {
      return new Rules() {};
    }
  }

  /** Tasks in random order; nobody is held. */
  record Shuffled() implements Strategy {
    @Override
    public String label() {
      return "shuffled";
    }

    @Override
    public Rules rules(ConflictLedger ledger) {
      return new Rules() {
        @Override
        public double rank(PlannedTask task) {
          return task.shuffled();
        }
      };
    }
  }

  /** A file is leased at its edit until its task lands; who comes second stands still. */
  record LeaseWait() implements Strategy {
    @Override
    public String label() {
      return "lease, wait";
    }

    @Override
    public Rules rules(ConflictLedger ledger) {
      return new LeaseRules(ledger, Double.NaN);
    }
  }

  /**
   * The same, but who comes second puts the task back and takes another. To take it up again costs
   * this share of its work.
   */
  record LeaseSwitch(double toll) implements Strategy {
    @Override
    public String label() {
      return "lease, switch";
    }

    @Override
    public Rules rules(ConflictLedger ledger) {
      return new LeaseRules(ledger, toll);
    }
  }

  /**
   * After scouting a task declares what it will edit, each file with the probability {@code
   * completeness}, and is parked while an earlier one is at the same, at most for the minutes of
   * {@code bound}; to take it up again costs {@code toll} of its work. With {@code lines} edits of
   * one file that are far apart park nobody.
   */
  record DeclareAndPark(double completeness, double bound, boolean lines, double toll, String note)
      implements Strategy {
    DeclareAndPark(double completeness, double bound) {
      this(completeness, bound, false, 0, "");
    }

    @Override
    public String label() {
      return "declare + park %.0f%%%s".formatted(100 * completeness, note);
    }

    @Override
    public Rules rules(ConflictLedger ledger) {
      return new DeclarationRules(this);
    }
  }
}
