package dev.muster.lab.recorded;

import dev.muster.host.cli.JsonText;
import dev.muster.host.cli.Screen;
import dev.muster.host.cli.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ObjectNode;

/** Rows of a benchmark on recorded data, for people and for programs. */
public final class BenchRows {
  private final List<BenchRow> rows = new ArrayList<>();
  private final List<String> remarks = new ArrayList<>();
  private final long seed;

  /** {@code seed} is that of all draws, one for the whole run. */
  public BenchRows(long seed) {
    this.seed = seed;
  }

  public void add(BenchRow row) {
    rows.add(row);
  }

  /** A line below the table: what a column means, or what was skipped. */
  public void remark(String line) {
    remarks.add(line);
  }

  public void show(Screen screen) {
    var lines = new ArrayList<String>();
    if (!rows.isEmpty()) {
      lines.addAll(table().lines(screen.width()));
    }
    lines.addAll(remarks);
    rows.stream().map(BenchRow::data).distinct().forEach(data -> lines.add("Data: " + data));
    if (!rows.isEmpty()) {
      lines.add("All figures are a replay of recorded data, seed " + seed + ".");
    }
    screen.show(document(), lines);
  }

  private Table table() {
    var table = new Table("METRIC", "OURS", "95 %", "BASELINE", "CEILING");
    for (BenchRow row : rows) {
      table.row(
          row.metric(),
          text(row.ours()),
          Double.isNaN(row.low()) ? "-" : text(row.low()) + " to " + text(row.high()),
          text(row.baseline()),
          text(row.ceiling()));
    }
    return table;
  }

  private static String text(double value) {
    if (Double.isNaN(value)) {
      return "-";
    }
    return String.format(Locale.ROOT, Math.abs(value) < 100 ? "%.4f" : "%.1f", value);
  }

  private ObjectNode document() {
    var document = JsonText.object();
    document.set("remarks", JsonText.array(remarks));
    var array = document.putArray("rows");
    for (BenchRow row : rows) {
      ObjectNode node = array.addObject().put("metric", row.metric());
      known(node, "ours", row.ours());
      known(node, "baseline", row.baseline());
      known(node, "ceiling", row.ceiling());
      if (Double.isNaN(row.low())) {
        node.putNull("ci95");
      } else {
        node.putArray("ci95").add(row.low()).add(row.high());
      }
      node.put("seeds", 1).put("seed", seed);
      node.put("data", row.data()).put("provenance", "replayed");
    }
    return document;
  }

  private static void known(ObjectNode node, String name, double value) {
    if (Double.isFinite(value)) {
      node.put(name, value);
    } else {
      node.putNull(name);
    }
  }
}
