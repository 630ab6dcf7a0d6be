package dev.muster.lab.figures;

import dev.muster.host.cli.JsonText;
import dev.muster.host.cli.Screen;
import dev.muster.host.cli.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ObjectNode;

/** Rows of a benchmark, for people and for programs. */
public final class BenchRows {
  private static final double FEW = 20;
  private static final double MANY = 1_000;

  private final List<BenchRow> rows = new ArrayList<>();
  private final List<String> remarks = new ArrayList<>();
  private final boolean shares;

  public BenchRows() {
    this(false);
  }

  /** With {@code shares}, people see which share of the ceiling the interval's lower end is. */
  public BenchRows(boolean shares) {
    this.shares = shares;
  }

  public void add(BenchRow row) {
    rows.add(row);
  }

  public void addAll(List<BenchRow> more) {
    rows.addAll(more);
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
    rows.stream()
        .map(BenchRow::origin)
        .distinct()
        .map(from ->
            "Data: %s; provenance %s, seeds %d"
                .formatted(from.data(), from.provenance(), from.seeds()))
        .forEach(lines::add);
    screen.show(document(), lines);
  }

  private Table table() {
    var heads = new ArrayList<>(List.of("METRIC", "OURS", "95 %", "BASELINE", "CEILING"));
    if (shares) {
      heads.add("OF CEILING");
    }
    var table = new Table(heads.toArray(String[]::new));
    for (BenchRow row : rows) {
      Interval ours = row.ours();
      var cells = new ArrayList<String>();
      cells.add(row.metric());
      cells.add(text(ours.value()));
      cells.add(ours.known() ? text(ours.low()) + " to " + text(ours.high()) : "-");
      cells.add(text(row.baseline()));
      cells.add(text(row.ceiling()));
      if (shares) {
        cells.add(text(ours.low() / row.ceiling()));
      }
      table.row(cells.toArray(String[]::new));
    }
    return table;
  }

  private static String text(double value) {
    if (!Double.isFinite(value)) {
      return "-";
    }
    double size = Math.abs(value);
    String digits = size < FEW ? "%.4f" : size < MANY ? "%.1f" : "%.0f";
    return String.format(Locale.ROOT, digits, value);
  }

  private ObjectNode document() {
    var document = JsonText.object();
    document.set("remarks", JsonText.array(remarks));
    var array = document.putArray("rows");
    for (BenchRow row : rows) {
      ObjectNode node = array.addObject().put("metric", row.metric());
      Interval ours = row.ours();
      put(node, "ours", ours.value());
      put(node, "baseline", row.baseline());
      put(node, "ceiling", row.ceiling());
      if (ours.known()) {
        node.putArray("ci95").add(ours.low()).add(ours.high());
      } else {
        node.putNull("ci95");
      }
      node.put("seeds", row.origin().seeds()).put("data", row.origin().data());
      node.put("provenance", row.origin().provenance());
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
}
