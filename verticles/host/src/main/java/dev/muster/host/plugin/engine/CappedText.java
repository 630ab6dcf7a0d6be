package dev.muster.host.plugin.engine;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The last bytes that a process wrote to a stream, however much that was. A stream that was full
 * once is read slowly, so that a process that writes without end waits for its pipe instead of
 * keeping a processor of the host busy.
 */
final class CappedText {
  private static final Duration PAUSE = Duration.ofMillis(10);
  private static final int LINE_MAX = 500;

  private final int bytesMax;
  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private boolean full;

  CappedText(int bytesMax) {
    this.bytesMax = bytesMax;
  }

  /** Reads to the end of the stream; confined to one thread. */
  void readAll(InputStream stream) {
    var buffer = new byte[8192];
    try (stream) {
      for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
        add(buffer, count);
        if (full()) {
          TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
        }
      }
    } catch (IOException e) {
      // A killed process closes its end in the middle; what came before counts.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  synchronized void add(byte[] bytes, int count) {
    kept.write(bytes, 0, count);
    if (kept.size() > 2 * bytesMax) {
      full = true;
      byte[] all = kept.toByteArray();
      kept.reset();
      kept.write(all, all.length - bytesMax, bytesMax);
    }
  }

  private synchronized boolean full() {
    return full;
  }

  /** What was kept, without blanks around it. */
  synchronized String text() {
    byte[] all = kept.toByteArray();
    int from = Math.max(0, all.length - bytesMax);
    return new String(all, from, all.length - from, StandardCharsets.UTF_8).strip();
  }

  /** The end of it on one line for a message, after {@code between}; empty when there is none. */
  String tail(String between) {
    String text = text();
    String end = text.substring(Math.max(0, text.length() - LINE_MAX));
    return end.isEmpty() ? "" : between + end.replaceAll("\\s*[\\r\\n]+\\s*", " | ");
  }
}
