package dev.muster.lab.swarm;

import dev.muster.host.cli.Table;
import dev.muster.lab.swarm.SharedHost.Passed;
import dev.muster.lab.swarm.SharedHost.Policy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import tools.jackson.databind.node.ArrayNode;

/**
 * What two policies' difference in reward is, each on a host of its own, and what experiments on
 * one host say of it. A coin for each task is wrong where tasks share agents: who takes many makes
 * the other's tasks wait (LEARNING 1.6, interference trap).
 *
 * @param truth the difference of their means on hosts of their own
 * @param byTask what a coin for each task says
 * @param byBlock what coins for stretches of time say, by length
 */
record Interference(double truth, double byTask, List<Double> byBlock) {
  private static final double SHORTEST = 1e-6;

  static Interference of(SharedHost host, double truth, double[] blocks) {
    Policy one = host.alone();
    Policy other = host.priced();
    return new Interference(
        truth,
        said(host, one, other, SHORTEST),
        Arrays.stream(blocks).mapToObj(minutes -> said(host, one, other, minutes)).toList());
  }

  private static double said(SharedHost host, Policy one, Policy other, double minutes) {
    List<Passed> passed = host.run(host.inBlocks(one, other, minutes));
    return mean(host, passed, minutes, true) - mean(host, passed, minutes, false);
  }

  private static double mean(SharedHost host, List<Passed> passed, double minutes, boolean other) {
    return passed.stream()
        .filter(p -> host.other(p.arrived(), minutes) == other)
        .mapToDouble(Passed::reward)
        .average()
        .orElse(Double.NaN);
  }

  static List<String> lines(
      List<Interference> seeds, double[] blocks, ArrayNode document, int width) {
    var table = new Table("PRICED BETTER THAN ALONE BY", "MEAN", "ERROR");
    double truth = seeds.stream().mapToDouble(Interference::truth).average().orElseThrow();
    var names = new ArrayList<>(List.of("truth: a host each", "a coin for each task"));
    var values = new ArrayList<>(List.of(truth, mean(seeds, -1)));
    IntStream.range(0, blocks.length)
        .forEach(i -> {
          names.add("a coin for each %.0f minutes".formatted(blocks[i]));
          values.add(mean(seeds, i));
        });
    for (int i = 0; i < names.size(); i++) {
      document
          .addObject()
          .put("experiment", names.get(i))
          .put("difference", values.get(i))
          .put("error", values.get(i) - truth);
      table.row(
          names.get(i),
          LabSharedCommand.f(values.get(i), 4),
          i == 0 ? "" : LabSharedCommand.f(values.get(i) - truth, 4));
    }
    return table.lines(width);
  }

  private static double mean(List<Interference> seeds, int block) {
    return seeds.stream()
        .mapToDouble(seed -> block < 0 ? seed.byTask() : seed.byBlock().get(block))
        .average()
        .orElseThrow();
  }
}
