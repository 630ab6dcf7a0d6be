package dev.muster.lab.assignment;

import dev.muster.lab.contention.CsvReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What every agent made of every instance: one row for each instance, one column for each agent.
 *
 * @param cost US dollars
 * @param calls of the model until the agent ended: seen without knowing whether it succeeded
 */
@SuppressWarnings("ArrayRecordComponent") // matrices, read in inner loops
record Runs(
    List<String> agents,
    List<String> repositories,
    boolean[][] resolved,
    double[][] cost,
    double[][] calls) {
  private record Run(
      String agent, String repository, boolean resolved, double cost, double calls) {}

  static Runs read(Path file) throws IOException {
    var instances = new TreeMap<String, List<Run>>();
    var agents = new TreeSet<String>();
    try (var in = Files.newBufferedReader(file)) {
      var csv =
          new CsvReader(
              in,
              file.toString(),
              "instance_id",
              "repo",
              "agent",
              "resolved",
              "cost_usd",
              "api_calls");
      for (var record = csv.next(); record != null; record = csv.next()) {
        var run =
            new Run(
                record.getOrDefault("agent", ""),
                record.getOrDefault("repo", ""),
                record.getOrDefault("resolved", "").startsWith("1"),
                Double.parseDouble(record.getOrDefault("cost_usd", "")),
                Double.parseDouble(record.getOrDefault("api_calls", "")));
        agents.add(run.agent());
        instances
            .computeIfAbsent(record.getOrDefault("instance_id", ""), id -> new ArrayList<>())
            .add(run);
      }
    }
    return of(List.copyOf(agents), List.copyOf(instances.values()), file);
  }

  private static Runs of(List<String> agents, List<List<Run>> instances, Path file)
      throws IOException {
    int count = instances.size();
    boolean[][] resolved = new boolean[count][agents.size()];
    double[][] cost = new double[count][agents.size()];
    double[][] calls = new double[count][agents.size()];
    var repositories = new ArrayList<String>();
    for (int i = 0; i < count; i++) {
      List<Run> runs = instances.get(i);
      if (runs.size() != agents.size()) {
        throw new IOException(file + ": an instance was not run by every agent");
      }
      repositories.add(runs.getFirst().repository());
      for (Run run : runs) {
        int agent = agents.indexOf(run.agent());
        resolved[i][agent] = run.resolved();
        cost[i][agent] = run.cost();
        calls[i][agent] = run.calls();
      }
    }
    return new Runs(agents, List.copyOf(repositories), resolved, cost, calls);
  }

  int instances() {
    return resolved.length;
  }
}
