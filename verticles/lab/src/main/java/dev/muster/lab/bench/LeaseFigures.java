package dev.muster.lab.bench;

import dev.muster.host.cli.JsonText;
import dev.muster.host.cli.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What the benchmark of leases measured, and whether that is as promised. */
record LeaseFigures(
    LeaseRun run,
    LeaseTally tally,
    long files,
    long grantedTwice,
    int leases,
    @Nullable Long heapBytes,
    @Nullable Long residentBytes) {
  private static final double GRANT_MS_MOST = 25;
  private static final double HELD_MS_MOST = 5;
  private static final double LEASES_BYTES_MOST = 20e6;

  /** The promise is for 10,000 leases; another number is measured in proportion. */
  private static final double LEASES_OF_PROMISE = 10_000;

  boolean met() {
    return grantedTwice == 0
        && tally.refused() == 0
        && tally.grants.millis(.95) <= GRANT_MS_MOST
        && tally.checks.millis(.95) <= HELD_MS_MOST
        && tally.renewals.millis(.95) <= HELD_MS_MOST
        && small();
  }

  private boolean small() {
    return heapBytes != null && heapBytes * (LEASES_OF_PROMISE / leases) < LEASES_BYTES_MOST;
  }

  ObjectNode document() {
    ObjectNode document =
        JsonText.object()
            .put("sessions", run.sessions())
            .put("repositories", run.repositories())
            .put("seed", run.seed())
            .put("warm_up_seconds", run.warmUpSeconds())
            .put("seconds", run.seconds())
            .put("pause_ms", run.pauseMillis())
            .put("load_average", run.loadAverage())
            .put("syncs_per_s", run.syncsPerSecond())
            .put("files", files);
    times(document, "grant", tally.grants);
    times(document, "check", tally.checks);
    times(document, "renew", tally.renewals);
    times(document, "deny", tally.denials);
    times(document, "warm_up", tally.warmUp);
    return document
        .put("granted_twice", grantedTwice)
        .put("refused", tally.refused())
        .put("first_refusal", tally.firstRefusal())
        .put("leases", leases)
        .put("leases_heap_bytes", heapBytes)
        .put("leases_rss_bytes", residentBytes)
        .put("met", met())
        .put("provenance", "measured");
  }

  private static void times(ObjectNode document, String name, Times times) {
    document.put(name + "_count", times.count());
    for (int percent : List.of(50, 95, 99)) {
      double millis = times.millis(percent / 100.0);
      String field = "%s_p%d_ms".formatted(name, percent);
      if (Double.isNaN(millis)) {
        document.putNull(field);
      } else {
        document.put(field, millis);
      }
    }
  }

  /** The figures as a table, and how they were got. */
  List<String> lines(int width) {
    var table = new Table("", "p50", "p95", "p99", "COUNT", "PROMISE", "");
    times(table, "first grant", tally.grants, GRANT_MS_MOST);
    times(table, "check", tally.checks, HELD_MS_MOST);
    times(table, "renew", tally.renewals, HELD_MS_MOST);
    times(table, "deny", tally.denials, Double.NaN);
    times(table, "warm-up, all", tally.warmUp, Double.NaN);
    var lines = new ArrayList<>(table.lines(width));
    lines.add("");
    lines.addAll(
        new Table("", "", "PROMISE", "")
            .row(
                "granted twice",
                "%d of %,d files".formatted(grantedTwice, files),
                "0",
                verdict(grantedTwice == 0))
            .row("refused", refusals(), "0", verdict(tally.refused() == 0))
            .row(
                "%,d leases".formatted(leases),
                "%s of live heap, %s resident"
                    .formatted(megabytes(heapBytes), megabytes(residentBytes)),
                "< 20 MB of heap for 10,000",
                verdict(small()))
            .lines(width));
    lines.add("");
    lines.addAll(run.words(tally.answers()).lines().toList());
    lines.add("All measured. " + (met() ? "As promised." : "NOT as promised."));
    return lines;
  }

  private static void times(Table table, String name, Times times, double most) {
    boolean promised = !Double.isNaN(most);
    table.row(
        name,
        millis(times, .5),
        millis(times, .95),
        millis(times, .99),
        "" + times.count(),
        promised ? "p95 <= %.0f ms".formatted(most) : "none",
        promised ? verdict(times.millis(.95) <= most) : "");
  }

  private static String millis(Times times, double share) {
    return times.count() == 0 ? "none" : String.format(Locale.ROOT, "%.1f ms", times.millis(share));
  }

  private String refusals() {
    String first = tally.firstRefusal() == null ? "" : ", first: " + tally.firstRefusal();
    return tally.refused() + first;
  }

  private static String verdict(boolean met) {
    return met ? "met" : "NOT MET";
  }

  private static String megabytes(@Nullable Long bytes) {
    return bytes == null ? "unknown" : String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
  }
}
