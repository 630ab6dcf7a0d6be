package dev.muster.lab.swarm;

import dev.muster.contract.CoordinationClass;
import java.util.List;
import java.util.stream.IntStream;

/** A world to learn in: parameters, and the equations by which tasks go. */
public record Lab(Equations equations, Parameters parameters) {
  public static final Lab USUAL = new Lab(Equations.USUAL, Parameters.USUAL);

  /** Which equations. */
  public enum Equations {
    USUAL,
    OTHER
  }

  Mechanics mechanics() {
    return switch (equations) {
      case USUAL -> new UsualMechanics(parameters);
      case OTHER -> new OtherMechanics(parameters);
    };
  }

  /** What the first replication made of a task with {@code n} agents: what happened. */
  public Outcome happened(LatentTask task, int n) {
    return mechanics().run(new Replication(parameters, task, 0), n);
  }

  /** What the replication of that number made of a task, for n = 1 to 8 at index n-1. */
  public List<Outcome> outcomes(LatentTask task, int number) {
    var replication = new Replication(parameters, task, number);
    Mechanics mechanics = mechanics();
    return IntStream.rangeClosed(1, CoordinationClass.AGENTS_MAX)
        .mapToObj(n -> mechanics.run(replication, n))
        .toList();
  }

  /** What is expected of a task with each n, over {@code replications} that all n share. */
  public Expected expected(LatentTask task, int replications) {
    return expected(task, replications, task.free() / (double) CoordinationClass.AGENTS_MAX);
  }

  /** The same where the price of agents is that of another share of free ones. */
  Expected expected(LatentTask task, int replications, double free) {
    var expected = new Expected(task);
    var reward = new Reward(parameters);
    Mechanics mechanics = mechanics();
    for (int i = 0; i < replications; i++) {
      var replication = new Replication(parameters, task, i);
      for (int n = 1; n <= CoordinationClass.AGENTS_MAX; n++) {
        Outcome outcome = mechanics.run(replication, n);
        expected.add(outcome, reward.of(task, outcome, outcome.agentMinutes(), free));
      }
    }
    return expected;
  }
}
