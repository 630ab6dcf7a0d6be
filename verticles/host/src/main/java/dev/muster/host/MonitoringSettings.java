package dev.muster.host;

import dev.muster.host.webhook.WebhookOptions;
import dev.muster.monitoring.MonitoringLimits;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Section {@code monitoring}: how often is measured, what is kept, and who is told of alerts. */
record MonitoringSettings(
    Integer snapshotS,
    Integer keepH,
    Integer historyMax,
    Integer silencesMax,
    @Nullable String webhookUrl,
    Integer webhookQueueMax,
    Integer webhookTimeoutS,
    Integer webhookRetryMaxS) {
  MonitoringSettings {
    snapshotS = within("snapshot_s", snapshotS, 60, 5, 600);
    keepH = within("keep_h", keepH, 24, 1, 168);
    historyMax = within("history_max", historyMax, 10_000, 100, 1_000_000);
    silencesMax = within("silences_max", silencesMax, 1000, 1, 100_000);
    webhookQueueMax = within("webhook_queue_max", webhookQueueMax, 100, 1, 10_000);
    webhookTimeoutS = within("webhook_timeout_s", webhookTimeoutS, 10, 1, 60);
    webhookRetryMaxS = within("webhook_retry_max_s", webhookRetryMaxS, 60, 1, 3600);
    if (webhookUrl != null && !isHttp(webhookUrl)) {
      throw new IllegalArgumentException(
          "monitoring.webhook_url must be like https://alerts.test/hook, was " + webhookUrl);
    }
  }

  MonitoringLimits limits() {
    return new MonitoringLimits(
        Duration.ofSeconds(snapshotS), Duration.ofHours(keepH), historyMax, silencesMax);
  }

  /** Where alerts are posted; null when nobody wants them. */
  @Nullable WebhookOptions webhook() {
    return webhookUrl == null
        ? null
        : new WebhookOptions(
            webhookUrl,
            webhookQueueMax,
            Duration.ofSeconds(webhookTimeoutS),
            Duration.ofSeconds(webhookRetryMaxS));
  }

  private static boolean isHttp(String url) {
    try {
      var uri = URI.create(url);
      return uri.getHost() != null && String.valueOf(uri.getScheme()).matches("https?");
    } catch (IllegalArgumentException wrong) {
      return false;
    }
  }

  private static Integer within(
      String key, @Nullable Integer value, int otherwise, int min, int max) {
    return Config.within("monitoring." + key, value, otherwise, min, max);
  }
}
