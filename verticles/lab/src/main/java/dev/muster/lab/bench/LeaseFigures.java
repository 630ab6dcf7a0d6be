package dev.muster.lab.bench;

import dev.muster.host.cli.JsonText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What the benchmark of leases measured, and whether that is as promised. */
record LeaseFigures(
    int sessions,
    double seconds,
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
        && heapBytes != null
        && heapBytes * (LEASES_OF_PROMISE / leases) < LEASES_BYTES_MOST;
  }

  ObjectNode document() {
    ObjectNode document =
        JsonText.object().put("sessions", sessions).put("seconds", seconds).put("files", files);
    times(document, "grant", tally.grants);
    times(document, "check", tally.checks);
    times(document, "renew", tally.renewals);
    times(document, "deny", tally.denials);
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

  List<String> lines() {
    var lines = new ArrayList<String>();
    lines.add(times("first grant", tally.grants, "p95 <= 25 ms"));
    lines.add(times("check", tally.checks, "p95 <= 5 ms"));
    lines.add(times("renew", tally.renewals, "p95 <= 5 ms"));
    lines.add(times("deny", tally.denials, "no promise"));
    lines.add(line("granted twice", "%d of %d files".formatted(grantedTwice, files), "0"));
    String refusal = tally.firstRefusal() == null ? "" : ", first: " + tally.firstRefusal();
    lines.add(line("refused", tally.refused() + refusal, "0"));
    lines.add(
        line(
            "%,d leases".formatted(leases),
            "%s of live heap, %s resident"
                .formatted(megabytes(heapBytes), megabytes(residentBytes)),
            "< 20 MB of heap for 10,000"));
    lines.add(
        "All measured: %d sessions for %.0f s, host and sessions on this machine. %s."
            .formatted(sessions, seconds, met() ? "As promised" : "NOT as promised"));
    return lines;
  }

  private static String times(String name, Times times, String promise) {
    return line(
        name,
        "p50 %.1f ms, p95 %.1f ms, p99 %.1f ms of %d"
            .formatted(times.millis(.5), times.millis(.95), times.millis(.99), times.count()),
        promise);
  }

  private static String line(String name, String figure, String promise) {
    return "%-14s %s (%s)".formatted(name, figure, promise);
  }

  private static String megabytes(@Nullable Long bytes) {
    return bytes == null ? "unknown" : String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
  }
}
