package dev.muster.lab.replay;

import dev.muster.host.cli.JsonText;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The end of a demo, as lines for people and as one JSON document for programs. */
record DemoSummary(
    DemoPlan plan,
    DemoFigures figures,
    Path integration,
    String tree,
    List<RepoPath> differing,
    int submitted) {
  private static final int DIGITS = 3;
  private static final List<String> MEASURED =
      List.of(
          "tasks",
          "succeeded",
          "failed",
          "lost",
          "wasted_attempts",
          "useful_share",
          "busy_share",
          "classes",
          "slots_max",
          "slots_proof",
          "decisions",
          "tree",
          "expected_tree");

  DemoSummary {
    differing = List.copyOf(differing);
  }

  boolean treeEqual() {
    return tree.equals(plan.expectedTree());
  }

  boolean good() {
    return treeEqual() && figures.failed() == 0 && figures.lost() == 0;
  }

  ObjectNode document() {
    ObjectNode document = JsonText.object();
    document.put("repo", plan.repo());
    document.put("generated", plan.generated());
    document.put("tasks", submitted);
    ArrayNode skipped = document.putArray("skipped");
    for (ReplayTask task : plan.skipped()) {
      skipped.addObject().put("commit", task.commit()).put("reason", word(task));
    }
    document.put("succeeded", figures.succeeded());
    document.put("failed", figures.failed());
    document.put("lost", figures.lost());
    document.put("wasted_attempts", figures.wastedAttempts());
    document.put("makespan_s", rounded(figures.makespan().toMillis() / 1e3));
    document.put("useful_share", rounded(figures.usefulShare()));
    document.put("busy_share", rounded(figures.busyShare()));
    document.put("agents", plan.options().agents());
    ObjectNode classes = document.putObject("classes");
    new TreeMap<>(figures.classes()).forEach(classes::put);
    document.put("slots_max", figures.slotsMax());
    ArrayNode proofs = document.putArray("slots_proof");
    figures.proofs().forEach(proof -> add(proofs, proof));
    document.put("decisions", figures.decisions());
    document.put("integration", integration.toString());
    document.put("tree", tree);
    document.put("expected_tree", plan.expectedTree());
    document.put("tree_equal", treeEqual());
    ArrayNode paths = document.putArray("differing_paths");
    differing.forEach(path -> paths.add(path.text()));
    ObjectNode provenance = document.putObject("provenance").put("makespan_s", "replayed");
    MEASURED.forEach(figure -> provenance.put(figure, "measured"));
    return document;
  }

  private static void add(ArrayNode proofs, DemoFigures.Proof proof) {
    proofs
        .addObject()
        .put("task", proof.task())
        .put("slot", proof.slot())
        .put("part", proof.part())
        .put("fence", proof.fence())
        .put("pid", proof.pid())
        .put("from", proof.from())
        .put("to", proof.to());
  }

  private static String word(ReplayTask task) {
    SkipReason reason = task.skipped();
    return reason == null ? "" : reason.word();
  }

  private static BigDecimal rounded(double value) {
    return BigDecimal.valueOf(value).setScale(DIGITS, RoundingMode.HALF_UP);
  }

  List<String> lines() {
    var lines = new ArrayList<String>();
    lines.add(row("tasks", taskLine(), "measured"));
    lines.add(
        row("wall time", "%.1f s".formatted(figures.makespan().toMillis() / 1e3), "replayed"));
    lines.add(row("useful share", share(figures.usefulShare()), "measured"));
    lines.add(row("busy share", share(figures.busyShare()), "measured"));
    lines.add(row("wasted attempts", String.valueOf(figures.wastedAttempts()), "measured"));
    lines.add(row("decisions", figures.decisions() + " " + classLine(), "measured"));
    lines.add(row("most slots at once", String.valueOf(figures.slotsMax()), "measured"));
    lines.add(row("tree", treeEqual() ? tree + " as expected" : "DIFFERS: " + tree, "measured"));
    differing.forEach(path -> lines.add("  differs: " + path.text()));
    if (!figures.pidsAtOnce().isEmpty()) {
      lines.add(atOnce());
    }
    lines.add("the integration repository is " + integration);
    return lines;
  }

  private String taskLine() {
    return "%d: %d succeeded, %d failed, %d lost, %d commits skipped"
        .formatted(
            submitted,
            figures.succeeded(),
            figures.failed(),
            figures.lost(),
            plan.skipped().size());
  }

  private String classLine() {
    return new TreeMap<>(figures.classes()).toString();
  }

  private static String share(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }

  private static String row(String name, String value, String provenance) {
    return "%-20s%s  (%s)".formatted(name, value, provenance);
  }

  /** The best of the proofs in one line; --json has them all. */
  private String atOnce() {
    String pids =
        figures.pidsAtOnce().stream().map(String::valueOf).collect(Collectors.joining(", "));
    return "%d slots of one task at once: pids %s".formatted(figures.pidsAtOnce().size(), pids);
  }
}
