package dev.muster.lab.gate;

import dev.muster.host.cli.JsonText;
import dev.muster.host.cli.Table;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ObjectNode;

/**
 * A line of a benchmark; NaN where there is no such figure.
 *
 * @param low of the 95 % interval of {@code ours}
 * @param high of it
 * @param seeds runs behind it
 * @param data which lab or which recorded data
 * @param provenance lab or replayed
 */
record Row(
    String metric,
    double ours,
    double low,
    double high,
    double baseline,
    double ceiling,
    long seeds,
    String data,
    String provenance) {

  static ObjectNode document(List<Row> rows) {
    var document = JsonText.object();
    var array = document.putArray("rows");
    for (Row row : rows) {
      var node = array.addObject().put("metric", row.metric());
      put(node, "ours", row.ours());
      put(node, "baseline", row.baseline());
      put(node, "ceiling", row.ceiling());
      var interval = node.putArray("ci95");
      if (Double.isFinite(row.low()) && Double.isFinite(row.high())) {
        interval.add(row.low()).add(row.high());
      }
      node.put("seeds", row.seeds()).put("data", row.data()).put("provenance", row.provenance());
    }
    return document;
  }

  private static void put(ObjectNode node, String name, double value) {
    if (Double.isFinite(value)) {
      node.put(name, value);
    } else {
      node.putNull(name);
    }
  }

  static Table table(List<Row> rows) {
    var table = new Table("METRIC", "OURS", "95 %", "BASELINE", "CEILING");
    for (Row row : rows) {
      boolean known = Double.isFinite(row.low()) && Double.isFinite(row.high());
      table.row(
          row.metric(),
          text(row.ours()),
          known ? text(row.low()) + " to " + text(row.high()) : "-",
          text(row.baseline()),
          text(row.ceiling()));
    }
    return table;
  }

  private static String text(double value) {
    if (!Double.isFinite(value)) {
      return "-";
    }
    return String.format(Locale.ROOT, Math.abs(value) >= 20 ? "%.0f" : "%.4f", value);
  }
}
