package dev.muster.lab.contention;

import dev.muster.host.cli.JsonText;
import dev.muster.lab.contention.ContentionBench.Measured;
import dev.muster.lab.contention.TaskRun.Conflict;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** The benchmark's figures as one JSON document; what is not known is null. */
final class ContentionDocument {
  private ContentionDocument() {}

  static ObjectNode of(
      ContentionBench bench, Sources sources, List<Measured> measured, List<Bar.Cell> cells) {
    ObjectNode document =
        JsonText.object()
            .put("provenance", "replayed")
            .put("agents", bench.agents())
            .put("tasks", bench.tasks())
            .put("bound_minutes", bench.bound());
    var seeds = document.putArray("seeds");
    bench.seedStream().forEach(seeds::add);
    document.set("skipped", JsonText.array(sources.skipped()));
    var array = document.putArray("sources");
    measured.forEach(source -> source(array.addObject(), source));
    var bar = document.putObject("bar");
    bar.put("fewer_least", Bar.FEWER_LEAST)
        .put("throughput_least", Bar.THROUGHPUT_LEAST)
        .put("met", Bar.met(cells));
    var list = bar.putArray("cells");
    for (Bar.Cell cell : cells) {
      ObjectNode node =
          list.addObject()
              .put("load", cell.load())
              .put("strategy", cell.strategy().label())
              .put("met", cell.met());
      known(node, "change_median", cell.change());
      known(node, "throughput_ratio_median", cell.throughput());
    }
    return document;
  }

  private static void source(ObjectNode node, Measured source) {
    CommitTrace trace = source.trace();
    node.put("name", trace.name())
        .put("commits", trace.commits().size())
        .put("left_out", trace.leftOut())
        .put("tells_lines", trace.lines());
    known(node, "mean_work_minutes", source.loads().getFirst().meanWork());
    var loads = node.putArray("loads");
    for (Comparison comparison : source.loads()) {
      ObjectNode load = loads.addObject();
      known(load, "load", comparison.load());
      load.put("name", ContentionBench.name(comparison.load()));
      var strategies = load.putArray("strategies");
      for (Strategy strategy : comparison.strategies()) {
        strategy(strategies.addObject(), trace, comparison, strategy);
      }
    }
  }

  private static void strategy(
      ObjectNode node, CommitTrace trace, Comparison comparison, Strategy strategy) {
    Figures of = comparison.of(strategy);
    node.put("strategy", strategy.label());
    conflict(node, "conflicted", comparison, strategy, Conflict.FILE);
    conflict(node, "beside", comparison, strategy, Conflict.BESIDE);
    conflict(node, "conflicted_with_hub_files", comparison, strategy, Conflict.ANY_FILE);
    if (trace.lines()) {
      conflict(node, "conflicted_lines", comparison, strategy, Conflict.LINES);
    }
    known(node, "throughput_ratio", comparison.throughputRatio(strategy));
    known(node, "mean_time_minutes", of.meanTime());
    known(node, "median_time_minutes", of.medianTime());
    known(node, "mean_time_ratio", comparison.meanTimeRatio(strategy));
    known(node, "median_time_ratio", comparison.medianTimeRatio(strategy));
    known(node, "held_share", of.heldShare());
    known(node, "held_time_share", of.heldTimeShare());
  }

  private static void conflict(
      ObjectNode node, String name, Comparison comparison, Strategy strategy, Conflict conflict) {
    known(node, name + "_per_100", comparison.of(strategy).per100(conflict));
    known(node, name + "_change", comparison.change(strategy, conflict));
  }

  private static void known(ObjectNode node, String name, double value) {
    if (Double.isFinite(value)) {
      node.put(name, value);
    } else {
      node.putNull(name);
    }
  }
}
