package dev.muster.host.webhook;

import dev.muster.contract.Alert;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The body of Alertmanager's webhook, version 4, for one alert: each alert is a group of its own.
 *
 * @param truncatedAlerts how many were left out; none ever is
 */
record Notification(
    String version,
    String groupKey,
    int truncatedAlerts,
    String status,
    String receiver,
    Map<String, String> groupLabels,
    Map<String, String> commonLabels,
    Map<String, String> commonAnnotations,
    String externalURL,
    List<Entry> alerts) {
  private static final String RECEIVER = "muster";

  /** Go's zero time: the end of what has not ended. */
  private static final String NOT_ENDED = "0001-01-01T00:00:00Z";

  private static final long FNV_BASIS = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;
  private static final int SEPARATOR = 0xff;

  /** One alert of a notification. */
  record Entry(
      String status,
      Map<String, String> labels,
      Map<String, String> annotations,
      String startsAt,
      String endsAt,
      String generatorURL,
      String fingerprint) {}

  /** What is posted of an alert that fires, or fired and is resolved. */
  static Notification of(Alert alert, boolean resolved, String hostUrl) {
    Map<String, String> labels = new TreeMap<>(alert.labels());
    Map<String, String> annotations =
        new TreeMap<>(Map.of("summary", alert.summary(), "description", alert.description()));
    Map<String, String> group = new TreeMap<>(Map.of("alertname", alert.name()));
    String status = resolved ? "resolved" : "firing";
    Instant start = Objects.requireNonNullElse(alert.firingSince(), alert.since());
    Instant end = Objects.requireNonNullElse(alert.resolvedAt(), alert.since());
    var entry =
        new Entry(
            status,
            labels,
            annotations,
            start.toString(),
            resolved ? end.toString() : NOT_ENDED,
            hostUrl + "/#alerts",
            fingerprint(labels));
    return new Notification(
        "4",
        "{}:{alertname=\"" + alert.name() + "\"}",
        0,
        status,
        RECEIVER,
        group,
        labels,
        annotations,
        hostUrl,
        List.of(entry));
  }

  /** As Prometheus' LabelSet.Fingerprint: FNV-1a over sorted names and values. */
  static String fingerprint(Map<String, String> labels) {
    long hash = FNV_BASIS;
    for (var label : new TreeMap<>(labels).entrySet()) {
      hash = added(added(hash, label.getKey()), label.getValue());
    }
    return HexFormat.of().toHexDigits(hash);
  }

  private static long added(long hash, String text) {
    long sum = hash;
    for (byte next : text.getBytes(StandardCharsets.UTF_8)) {
      sum = (sum ^ (next & 0xff)) * FNV_PRIME;
    }
    return (sum ^ SEPARATOR) * FNV_PRIME;
  }
}
