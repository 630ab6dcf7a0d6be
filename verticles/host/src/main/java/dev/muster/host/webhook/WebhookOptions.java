package dev.muster.host.webhook;

import java.time.Duration;

/**
 * Where alerts are posted.
 *
 * @param queueMax notifications that wait; when one more comes the oldest is dropped and counted
 * @param timeout of one try
 * @param retryMax the longest wait between two tries
 */
public record WebhookOptions(String url, int queueMax, Duration timeout, Duration retryMax) {}
