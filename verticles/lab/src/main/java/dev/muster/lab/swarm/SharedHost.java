package dev.muster.lab.swarm;

import dev.muster.contract.CoordinationClass;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;

/**
 * Tasks that share eight agents and one machine: n for one makes the others wait, which a lab of
 * single tasks cannot show (LAB, shared-host mode). Tasks arrive at random and start in the order
 * of arrival as soon as an agent is free; the machine's load is the share of busy agents.
 */
final class SharedHost {
  static final int AGENTS = CoordinationClass.AGENTS_MAX;

  private final Lab lab;
  private final long seed;
  private final int tasks;
  private final double load;

  /**
   * A stream of tasks.
   *
   * @param load share of the agents' time that the tasks would take with one agent each, in (0,1)
   */
  SharedHost(Lab lab, long seed, int tasks, double load) {
    this.lab = lab;
    this.seed = seed;
    this.tasks = tasks;
    this.load = load;
  }

  /** Says how many agents a task gets. */
  interface Policy {
    /**
     * The answer is 1 to {@code task.free()}.
     *
     * @param task with the load and the free agents of now
     * @param waiting how many tasks wait behind it
     * @param arrived minutes since the start
     */
    int choose(LatentTask task, int waiting, double arrived);
  }

  /**
   * What became of a task.
   *
   * @param arrived minutes since the start
   * @param waited minutes until it started
   * @param reward in [0,1], where the minutes from arrival to end cost, and nothing is charged for
   *     agents that others wait for: here they do wait
   */
  record Passed(double arrived, double waited, Outcome outcome, double reward) {
    double minutes() {
      return waited + outcome.minutes();
    }
  }

  private record Waiting(double arrived, LatentTask task) {}

  private record Running(double ends, int agents) {}

  /** All tasks in the order in which they started. */
  List<Passed> run(Policy policy) {
    double gap = meanMinutes() / (load * AGENTS);
    var arrivals = new Arrivals(lab.parameters(), seed);
    Stream gaps = new Stream(seed).at(Quantity.GAP);
    Queue<Waiting> queue = new ArrayDeque<>();
    var running = new PriorityQueue<>(Comparator.comparingDouble(Running::ends));
    var passed = new ArrayList<Passed>();
    double next = 0;
    int free = AGENTS;
    int arrived = 0;
    while (passed.size() < tasks) {
      boolean arrives = arrived < tasks && (running.isEmpty() || next <= running.peek().ends());
      double now;
      if (arrives) {
        now = next;
        queue.add(new Waiting(now, arrivals.task(arrived)));
        next += -gap * StrictMath.log(1 - gaps.at(arrived++).uniform());
      } else {
        Running ended = running.remove();
        now = ended.ends();
        free += ended.agents();
      }
      while (free > 0 && !queue.isEmpty()) {
        Waiting first = queue.remove();
        LatentTask task = first.task().on((AGENTS - free) / (double) AGENTS, free);
        int n = policy.choose(task, queue.size(), first.arrived());
        Outcome outcome = lab.happened(task, n);
        free -= n;
        running.add(new Running(now + outcome.minutes(), n));
        passed.add(passed(first, now, outcome));
      }
    }
    return passed;
  }

  private Passed passed(Waiting first, double now, Outcome outcome) {
    double waited = now - first.arrived();
    double minutes = waited + outcome.minutes();
    var felt =
        new Outcome(
            outcome.n(),
            outcome.success(),
            minutes,
            outcome.tokens(),
            outcome.conflicts(),
            outcome.memory());
    double reward = new Reward(lab.parameters()).of(first.task(), felt, outcome.agentMinutes());
    return new Passed(first.arrived(), waited, outcome, reward);
  }

  /** Of one agent on an idle machine. */
  private double meanMinutes() {
    var arrivals = new Arrivals(lab.parameters(), seed);
    double sum = 0;
    for (int i = 0; i < tasks; i++) {
      sum += lab.happened(arrivals.task(i).on(0, 1), 1).minutes();
    }
    return sum / tasks;
  }

  /** The best n of a task that nobody waits for, as the lab of single tasks knows it. */
  Policy alone() {
    return (task, waiting, arrived) -> best(task, task.free());
  }

  /** The same, where agents that others wait for count as taken. */
  Policy priced() {
    return (task, waiting, arrived) -> best(task, task.free() / (1.0 + waiting));
  }

  static Policy always(int n) {
    return (task, waiting, arrived) -> Math.min(n, task.free());
  }

  /**
   * One in some stretches of time and another in the others; the coin of a stretch is the seed's.
   */
  Policy inBlocks(Policy one, Policy other, double minutes) {
    return (task, waiting, arrived) ->
        (other(arrived, minutes) ? other : one).choose(task, waiting, arrived);
  }

  boolean other(double arrived, double minutes) {
    long block = (long) (arrived / minutes);
    return new Stream(seed).at(Quantity.COIN).at(block).uniform() < .5;
  }

  private int best(LatentTask task, double free) {
    Expected expected = lab.expected(task, REPLICATIONS, free / AGENTS);
    int best = 1;
    for (int n = 2; n <= task.free(); n++) {
      best = expected.reward(n) > expected.reward(best) ? n : best;
    }
    return best;
  }

  /** Fewer than an oracle has: a policy is asked, not judged. */
  private static final int REPLICATIONS = 16;

  static double mean(List<Passed> passed) {
    return passed.stream().mapToDouble(Passed::reward).average().orElseThrow();
  }

  /** The value that a share {@code rank} of all is at most. */
  static double quantile(double[] values, double rank) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[(int) Math.min(sorted.length - 1L, (long) Math.ceil(rank * sorted.length) - 1)];
  }
}
