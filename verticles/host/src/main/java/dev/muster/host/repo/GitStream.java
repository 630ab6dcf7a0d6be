package dev.muster.host.repo;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * One git that answers path after path ({@code check-ignore --stdin}, {@code check-attr --stdin}):
 * about 0.1 ms for each, where a process of its own costs several. It ends with this host, because
 * its input does.
 */
final class GitStream {
  private static final Duration ANSWER_MAX = Duration.ofSeconds(2);
  private static final int FIELD_BYTES_MAX = 64 << 10;

  private final Processes processes;
  private final Process process;
  private final InputStream answers;
  private final int fields;

  GitStream(Processes processes, Path worktree, int fields, String... arguments)
      throws IOException {
    this.processes = processes;
    this.process = processes.start(worktree, arguments);
    this.answers = new BufferedInputStream(process.getInputStream());
    this.fields = fields;
  }

  /** The fields of the answer; fails when git ended, which it does at a path it dislikes. */
  List<String> ask(String path) throws IOException {
    processes.limit(process, ANSWER_MAX);
    try {
      OutputStream questions = process.getOutputStream();
      questions.write((path + "\0").getBytes(StandardCharsets.UTF_8));
      questions.flush();
      List<String> answer = new ArrayList<>(fields);
      while (answer.size() < fields) {
        answer.add(field());
      }
      return answer;
    } finally {
      processes.free(process);
    }
  }

  private String field() throws IOException {
    var bytes = new ByteArrayOutputStream();
    for (int next = answers.read(); next != 0; next = answers.read()) {
      if (next < 0 || bytes.size() > FIELD_BYTES_MAX) {
        throw new EOFException("git ended before it answered");
      }
      bytes.write(next);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  void close() {
    Processes.kill(process);
  }
}
