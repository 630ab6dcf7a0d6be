package dev.muster.lab.bench;

import java.util.Locale;

/**
 * What the benchmark of leases did, and on how busy a machine: {@code loadAverage} is that of the
 * last minute when the sessions ended, negative where the system tells none.
 */
record LeaseRun(
    int sessions,
    int repositories,
    long seed,
    int warmUpSeconds,
    int seconds,
    int pauseMillis,
    double loadAverage,
    double syncsPerSecond) {

  /** The load in words, a line each. */
  String words(long answers) {
    return String.format(
        Locale.ROOT,
        """
        %d sessions on %d repositories, seed %d, each over a connection of its own to the hooks' route:
        edit of a new file (first grant), done (renew), edit it again (check), done; one file in five is
        wanted by all sessions of its repository. Pause between two calls %d ms on average (half to one and
        a half), the next call waits for the answer: %.0f calls a second. Warm-up of a cold host %d s, apart;
        then %d s. The leases for the memory are taken without a pause, the heap is read after a collection.
        Host and sessions share this machine: load average %s, %d processors, %.0f syncs a second.\
        """,
        sessions,
        repositories,
        seed,
        pauseMillis,
        (double) answers / seconds,
        warmUpSeconds,
        seconds,
        loadAverage < 0 ? "unknown" : String.format(Locale.ROOT, "%.1f", loadAverage),
        Runtime.getRuntime().availableProcessors(),
        syncsPerSecond);
  }
}
