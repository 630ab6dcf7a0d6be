package dev.muster.lab.swarm;

import dev.muster.host.cli.ExitCode;
import dev.muster.host.cli.JsonText;
import dev.muster.host.cli.Refusal;
import dev.muster.lab.swarm.Lab.Equations;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/** Which tasks of which lab. */
final class LabOptions {
  @Option(
      names = "--equations",
      paramLabel = "NAME",
      defaultValue = "usual",
      description = "usual, or other: the same tasks by other equations (default usual).")
  private String equations = "usual";

  @Option(
      names = "--tasks",
      paramLabel = "K",
      defaultValue = "2000",
      description = "Tasks (default 2000).")
  private int tasks;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "The seed of the tasks (default 1).")
  private long seed;

  Lab lab() {
    return new Lab(Named.of("--equations", equations, Equations.values()), Parameters.USUAL);
  }

  Oracle oracle(Lab lab) {
    if (tasks < 1 || tasks > 1_000_000) {
      throw new Refusal(ExitCode.USAGE, "--tasks must be 1 to 1000000, was " + tasks);
    }
    return Oracle.of(lab, seed, tasks);
  }

  ObjectNode document() {
    return JsonText.object()
        .put("provenance", "lab")
        .put("equations", equations)
        .put("tasks", tasks)
        .put("seed", seed)
        .put("replications", Oracle.REPLICATIONS);
  }

  String head() {
    return "lab, %s equations: %d tasks of seed %d, %d replications of each"
        .formatted(equations, tasks, seed, Oracle.REPLICATIONS);
  }
}
