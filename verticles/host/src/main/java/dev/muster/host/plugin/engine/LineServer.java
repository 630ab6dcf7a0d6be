package dev.muster.host.plugin.engine;

import dev.muster.host.process.ProcessGroup;
import dev.muster.plugin.HookResult;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One life of a process that answers lines. Its first offence is its end: a call that is given up,
 * a line that is no answer, an answer that nobody asked for.
 */
final class LineServer {
  /** More than calls run at a time; a process that does not read fills it. */
  private static final int LINES_MAX = 256;

  private static final Duration LAST_WORDS = Duration.ofMillis(200);
  private static final byte[] NO_MORE = {};

  private final ProcessGroup group;
  private final Runnable onEnd;
  private final CappedText errors;
  private final BlockingQueue<byte[]> lines = new ArrayBlockingQueue<>(LINES_MAX);
  private final Map<String, CompletableFuture<Answered>> asked = new ConcurrentHashMap<>();
  private final Thread writer;
  private final Thread errorReader;
  private volatile @Nullable String why;

  /** What came of a call; read by its caller. */
  private interface Answered {
    HookResult result() throws HookFailed;
  }

  /** The process ended before it answered. */
  private record Failed(String reason) implements Answered {
    @Override
    public HookResult result() throws HookFailed {
      throw new HookFailed(reason);
    }
  }

  /** Takes over a group that was just started; {@code onEnd} runs once. */
  LineServer(String plugin, ProcessGroup group, int stderrBytesMax, Runnable onEnd) {
    this.group = group;
    this.onEnd = onEnd;
    this.errors = new CappedText(stderrBytesMax);
    Process process = group.process();
    this.writer = Exchange.thread(plugin, "stdin", () -> write(process.getOutputStream()));
    this.errorReader =
        Exchange.thread(plugin, "stderr", () -> errors.readAll(process.getErrorStream()));
    var _ = Exchange.thread(plugin, "stdout", () -> read(process.getInputStream()));
  }

  boolean ended() {
    return why != null;
  }

  /** Asks and waits; a caller that is interrupted ends the process, which may never answer. */
  HookResult ask(String call, String line) throws HookFailed, InterruptedException {
    var answer = new CompletableFuture<Answered>();
    asked.put(call, answer);
    try {
      if (!lines.offer((line + "\n").getBytes(StandardCharsets.UTF_8))) {
        throw new HookFailed(LINES_MAX + " calls wait for it to read");
      }
      String ended = why;
      if (ended != null) {
        throw new HookFailed(ended);
      }
      return answer.get().result();
    } catch (InterruptedException e) {
      end("a call was given up");
      throw e;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } finally {
      asked.remove(call);
    }
  }

  /** Lets it end by itself at the end of its input, and kills what is left after the grace. */
  void close(Duration grace) throws InterruptedException {
    if (lines.offer(NO_MORE)) {
      var _ = group.process().waitFor(grace.toNanos(), TimeUnit.NANOSECONDS);
    }
    end("it was closed");
  }

  /** Kills the group, and tells those who wait why; returns when it is gone. */
  private synchronized void end(String reason) {
    if (why != null) {
      return;
    }
    onEnd.run();
    why = reason;
    group.kill();
    writer.interrupt();
    asked.values().forEach(answer -> answer.complete(new Failed(reason)));
  }

  private void write(OutputStream stdin) {
    try (stdin) {
      for (byte[] line = lines.take(); line.length > 0; line = lines.take()) {
        stdin.write(line);
        stdin.flush();
      }
    } catch (IOException e) {
      // The reader sees the end too, and says more about it.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void read(InputStream stdout) {
    try (var in = new BufferedInputStream(stdout)) {
      var line = new ByteArrayOutputStream();
      for (int next = in.read(); next >= 0; next = in.read()) {
        if (next != '\n') {
          line.write(next);
          refuseLong(line);
        } else {
          answered(line.toString(StandardCharsets.UTF_8));
          line.reset();
        }
      }
      end(lastWords());
    } catch (HookFailed e) {
      end(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      end("its output cannot be read: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void refuseLong(ByteArrayOutputStream line) throws HookFailed {
    if (line.size() > Wire.ANSWER_BYTES_MAX) {
      throw new HookFailed("an answer must be at most " + Wire.ANSWER_BYTES_MAX + " bytes");
    }
  }

  private void answered(String line) throws HookFailed {
    Wire.Answer answer = Wire.answer(line);
    String call = answer.call();
    var waiting = call == null ? null : asked.remove(call);
    if (waiting == null) {
      throw new HookFailed("an answer must have the call it is for, was " + Wire.quoted(line));
    }
    waiting.complete(answer::hookResult);
  }

  private String lastWords() throws InterruptedException {
    boolean exited = group.process().waitFor(LAST_WORDS.toNanos(), TimeUnit.NANOSECONDS);
    errorReader.join(LAST_WORDS);
    return (exited
            ? "it ended with exit code " + group.process().exitValue()
            : "it closed its output")
        + errors.tail(": ");
  }
}
