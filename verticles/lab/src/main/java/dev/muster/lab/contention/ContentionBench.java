package dev.muster.lab.contention;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.LongStream;

/** All replays of one run of the benchmark: every source at every load under every strategy. */
record ContentionBench(int agents, int tasks, long firstSeed, int seeds, double bound) {
  private static final List<Double> LOADS = List.of(.6, .8, .95, Workload.BACKLOG);

  /** The aging bound that the design names; the figures with it are printed beside. */
  private static final double DESIGN_BOUND = 15;

  /** What it costs to take up a task that was put back: an assumption, as much as scouting. */
  private static final double SWITCH_TOLL = Workload.SCOUTING_SHARE;

  /** One source at all loads. */
  record Measured(CommitTrace trace, List<Comparison> loads) {
    Measured {
      loads = List.copyOf(loads);
    }
  }

  List<Measured> run(List<CommitTrace> traces, Consumer<String> note) {
    var measured = new ArrayList<Measured>();
    for (CommitTrace trace : traces) {
      var loads = new ArrayList<Comparison>();
      for (double load : LOADS) {
        note.accept("replaying " + trace.name() + ", " + name(load));
        var workload = new Workload(agents, load, tasks);
        loads.add(Comparison.of(trace, workload, strategies(trace), seedStream()));
      }
      measured.add(new Measured(trace, loads));
    }
    return measured;
  }

  LongStream seedStream() {
    return LongStream.range(firstSeed, firstSeed + seeds);
  }

  static String name(double load) {
    return Double.isInfinite(load) ? "backlog" : "%.0f %% load".formatted(100 * load);
  }

  private List<Strategy> strategies(CommitTrace trace) {
    var strategies =
        new ArrayList<Strategy>(
            List.of(
                Strategy.FIRST_COME,
                Strategy.SHUFFLED,
                Strategy.LEASE_WAIT,
                Strategy.leaseSwitch(SWITCH_TOLL),
                Strategy.declareAndPark(1, bound),
                Strategy.declareAndPark(.85, bound),
                Strategy.declareAndPark(.7, bound)));
    if (bound != DESIGN_BOUND) {
      String note = ", %.0f min".formatted(DESIGN_BOUND);
      strategies.add(Strategy.declareAndPark(1, DESIGN_BOUND, false, 0, note));
      strategies.add(Strategy.declareAndPark(.85, DESIGN_BOUND, false, 0, note));
    }
    strategies.add(Strategy.declareAndPark(1, bound, false, SWITCH_TOLL, ", again"));
    if (trace.lines()) {
      strategies.add(Strategy.declareAndPark(1, bound, true, 0, ", lines"));
      strategies.add(Strategy.declareAndPark(.85, bound, true, 0, ", lines"));
    }
    return strategies;
  }
}
