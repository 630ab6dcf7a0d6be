package dev.muster.lab.swarm;

import dev.muster.contract.CoordinationClass;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/** Tasks of which it is known what each n is worth: what policies are held against. */
public final class Oracle {
  /** Replications of each task. */
  public static final int REPLICATIONS = 64;

  private static final List<CoordinationClass> BANDS = List.of(CoordinationClass.values());

  private final List<Expected> tasks;
  private final int constant;

  private Oracle(List<Expected> tasks) {
    this.tasks = tasks;
    this.constant =
        IntStream.rangeClosed(1, CoordinationClass.AGENTS_MAX)
            .boxed()
            .max((a, b) -> Double.compare(mean(always(a)), mean(always(b))))
            .orElseThrow();
  }

  /** The first {@code tasks} of a seed; the same whatever the number of processors. */
  public static Oracle of(Lab lab, long seed, int tasks) {
    var arrivals = new Arrivals(lab.parameters(), seed);
    return new Oracle(
        IntStream.range(0, tasks)
            .parallel()
            .mapToObj(i -> lab.expected(arrivals.task(i), REPLICATIONS))
            .toList());
  }

  public List<Expected> tasks() {
    return tasks;
  }

  /** The n that is best when it is given to all tasks. */
  public int bestConstant() {
    return constant;
  }

  /** The same n for all tasks, or the free agents where they are fewer. */
  public static ToIntFunction<Expected> always(int n) {
    return task -> Math.min(n, task.task().free());
  }

  /** The mean reward of a policy that names an n for each task, at most the free agents. */
  public double mean(ToIntFunction<Expected> policy) {
    return tasks.stream()
        .mapToDouble(task -> task.reward(policy.applyAsInt(task)))
        .average()
        .orElseThrow();
  }

  /** The mean reward of the best constant n. */
  public double constantMean() {
    return mean(always(constant));
  }

  /** The mean reward of whoever knows. */
  public double bestMean() {
    return mean(Expected::best);
  }

  /** The share of tasks for which a class is best. */
  public double share(CoordinationClass band) {
    return share(task -> CoordinationClass.band(tasks.get(task).best()) == band);
  }

  /** How a policy stands between the best constant and whoever knows (METRICS 2). */
  public Score score(ToIntFunction<Expected> policy) {
    int[] chosen = tasks.stream().mapToInt(policy).toArray();
    double gap = bestMean() - constantMean();
    double ours =
        IntStream.range(0, chosen.length)
            .mapToDouble(i -> tasks.get(i).reward(chosen[i]))
            .average()
            .orElseThrow();
    return new Score(
        (ours - constantMean()) / gap,
        share(i -> within(tasks.get(i), chosen[i], .05)),
        share(i -> within(tasks.get(i), chosen[i], .10)),
        share(i -> apart(tasks.get(i), chosen[i]) <= 1),
        share(i -> apart(tasks.get(i), chosen[i]) == 0));
  }

  /** Whether what is lost is at most that share of what could be lost. */
  private static boolean within(Expected task, int n, double share) {
    double most = task.reward(task.best());
    return most - task.reward(n) <= share * (most - task.worst());
  }

  private static int apart(Expected task, int n) {
    int best = BANDS.indexOf(CoordinationClass.band(task.best()));
    return Math.abs(BANDS.indexOf(CoordinationClass.band(n)) - best);
  }

  private double share(IntPredicate of) {
    return (double) IntStream.range(0, tasks.size()).filter(of).count() / tasks.size();
  }
}
