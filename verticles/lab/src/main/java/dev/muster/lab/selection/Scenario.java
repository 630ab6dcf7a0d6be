package dev.muster.lab.selection;

import dev.muster.lab.contention.CsvReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One scenario of ASlib: instances, what each algorithm costs on them (PAR10: run time in seconds,
 * ten times the cutoff when it was not solved), features, and the fold that each is tested in.
 */
@SuppressWarnings("ArrayRecordComponent") // matrices, read by the million
record Scenario(
    String name, double[][] costs, double[][] features, double[] featureCost, int[] fold) {
  /** Features that were not computed are told apart from all that were. */
  private static final double MISSING = -512;

  static Scenario read(Path folder) throws IOException {
    Map<String, double[]> features = table(folder.resolve("features.csv"), MISSING);
    Map<String, double[]> folds = table(folder.resolve("cv_folds.csv"), 0);
    Map<String, double[]> paid =
        Files.isRegularFile(folder.resolve("feature_costs.csv"))
            ? table(folder.resolve("feature_costs.csv"), 0)
            : Map.of();
    Map<String, double[]> costs = table(folder.resolve("par10.csv"), Double.NaN);
    List<String> ids = costs.keySet().stream().sorted().toList();
    return new Scenario(
        String.valueOf(folder.getFileName()),
        matrix(ids, costs),
        matrix(ids, features),
        ids.stream().mapToDouble(id -> sum(paid.getOrDefault(id, new double[] {}))).toArray(),
        ids.stream().mapToInt(id -> (int) row(folds, id)[0]).toArray());
  }

  private static double sum(double[] repetitionAndCosts) {
    double sum = 0;
    for (int i = 1; i < repetitionAndCosts.length; i++) {
      sum += repetitionAndCosts[i];
    }
    return sum;
  }

  private static double[] row(Map<String, double[]> table, String id) {
    double[] row = table.get(id);
    if (row == null) {
      throw new IllegalArgumentException("nothing is said of " + id);
    }
    return row;
  }

  private static double[][] matrix(List<String> ids, Map<String, double[]> table) {
    return ids.stream().map(id -> row(table, id)).toArray(double[][]::new);
  }

  private static Map<String, double[]> table(Path file, double missing) throws IOException {
    var table = new HashMap<String, double[]>();
    try (var in = Files.newBufferedReader(file)) {
      var csv = new CsvReader(in, file.toString(), "instance_id");
      List<String> columns = new ArrayList<>();
      for (var record = csv.next(); record != null; record = csv.next()) {
        if (columns.isEmpty()) {
          record.keySet().stream()
              .filter(c -> !c.equals("instance_id"))
              .sorted()
              .forEach(columns::add);
        }
        Map<String, String> values = record;
        table.put(
            values.getOrDefault("instance_id", ""),
            columns.stream().mapToDouble(c -> number(values.get(c), missing)).toArray());
      }
    }
    return table;
  }

  private static double number(@Nullable String text, double missing) {
    if (text == null || text.isEmpty() || text.equals("?")) {
      return missing;
    }
    double value = Double.parseDouble(text);
    return Double.isFinite(value) ? value : missing;
  }
}
