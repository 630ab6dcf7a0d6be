package dev.muster.lab.replay;

import dev.muster.host.cli.Screen;
import java.time.Duration;

/**
 * Says on standard error how far the demo is: a bar for a person, a line now and then otherwise.
 */
final class Progress {
  private static final Duration LINE_EVERY = Duration.ofSeconds(5);
  private static final int BAR_WIDTH = 30;

  private final Screen screen;
  private final boolean bar;
  private long saidAt;
  private boolean open;
  private boolean ended;

  Progress(Screen screen) {
    this.screen = screen;
    this.bar = screen.colours() && !screen.json();
    this.saidAt = System.nanoTime();
  }

  synchronized void show(Watch watch) {
    String text =
        "%d of %d tasks done, %d running, %d ready"
            .formatted(
                watch.endedCount(), watch.total(), watch.count("RUNNING"), watch.count("READY"));
    if (ended) {
      return;
    }
    if (bar) {
      drawn(text, watch.total() == 0 ? 0 : BAR_WIDTH * watch.endedCount() / watch.total());
    } else if (System.nanoTime() - saidAt > LINE_EVERY.toNanos()) {
      saidAt = System.nanoTime();
      screen.note(text);
    }
  }

  /** Redraws the line in place; a line that fills the last column would be a new one each time. */
  private void drawn(String text, int full) {
    String line = "[" + "#".repeat(full) + ".".repeat(BAR_WIDTH - full) + "] " + text;
    if (line.length() >= screen.width()) {
      line = text.substring(0, Math.min(text.length(), screen.width() - 1));
    }
    System.err.print("\r" + line + "\u001b[K");
    System.err.flush();
    open = true;
  }

  /** Nothing more is drawn: the demo ends before its tasks do. */
  synchronized void close() {
    end();
    ended = true;
  }

  /** Prints a line beside the bar. */
  synchronized void say(String line) {
    end();
    screen.note(line);
  }

  synchronized void end() {
    if (open) {
      System.err.println();
      open = false;
    }
  }
}
