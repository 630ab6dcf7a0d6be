package dev.muster.lab.plugin;

import dev.muster.host.cli.JsonText;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.node.ObjectNode;

/**
 * A session that asks before edits 200 times a second, and somebody who lists the leases as often:
 * the one path asks plugins, the other does not. Calls start on time whether or not earlier ones
 * were answered, and their times count from when they were due.
 */
final class HookLoad implements AutoCloseable {
  private static final long EVERY_NANOS = 5_000_000;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** Calls that a plugin holds back must not take the connections of those that it does not. */
  private final HttpClient edits = client();

  private final HttpClient lists = client();
  private final String url;
  private final String token;
  private final Path repo;

  HookLoad(String url, String token, Path repo) {
    this.url = url;
    this.token = token;
    this.repo = repo;
  }

  private static HttpClient client() {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .executor(Executors.newVirtualThreadPerTaskExecutor())
        .build();
  }

  /** What came back on one path. */
  private record Answer(boolean edit, long nanos, int status, String body) {}

  void begin() {
    ObjectNode call = said("SessionStart").put("source", "startup");
    Answer answer = send(false, post("SessionStart", call), System.nanoTime()).join();
    if (answer.status() != 200) {
      throw new AssertionError("no session: " + answer);
    }
  }

  Seen run(Duration time) {
    long from = System.nanoTime();
    var answers = new ArrayList<CompletableFuture<Answer>>();
    HttpRequest edit = post("PreToolUse", edit());
    HttpRequest list = request("/api/v1/leases").GET().build();
    for (int i = 0; i * EVERY_NANOS < time.toNanos(); i++) {
      long due = from + i * EVERY_NANOS;
      while (System.nanoTime() < due) {
        LockSupport.parkNanos(due - System.nanoTime());
      }
      answers.add(send(true, edit, due));
      answers.add(send(false, list, due));
    }
    return seen(answers.stream().map(CompletableFuture::join).toList());
  }

  private static Seen seen(List<Answer> answers) {
    var edits = answers.stream().filter(Answer::edit).toList();
    long denied = edits.stream().filter(HookLoad::denied).count();
    long answered = edits.stream().filter(answer -> answer.status() == 200).count();
    List<String> odd =
        answers.stream().filter(answer -> answer.status() != 200).map(Answer::toString).toList();
    return new Seen(
        times(answers, false),
        times(answers, true),
        denied,
        answered - denied,
        odd.size(),
        odd.isEmpty() ? "" : odd.getFirst());
  }

  private static boolean denied(Answer answer) {
    String said =
        JsonText.read(answer.body()).at("/hookSpecificOutput/permissionDecision").asString("");
    return said.equals("deny");
  }

  private static List<Long> times(List<Answer> answers, boolean edit) {
    return answers.stream()
        .filter(answer -> answer.edit() == edit)
        .map(Answer::nanos)
        .sorted()
        .toList();
  }

  private CompletableFuture<Answer> send(boolean edit, HttpRequest request, long due) {
    return (edit ? edits : lists)
        .sendAsync(request, HttpResponse.BodyHandlers.ofString())
        .handle((answer, failed) -> {
          long took = System.nanoTime() - due;
          return answer == null
              ? new Answer(edit, took, 0, "{\"failed\":\"" + failed + "\"}")
              : new Answer(edit, took, answer.statusCode(), answer.body());
        });
  }

  private HttpRequest post(String event, ObjectNode call) {
    return request("/hooks/claude/" + event)
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(JsonText.write(call)))
        .build();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(url + path))
        .timeout(PATIENCE)
        .header("Authorization", "Bearer " + token);
  }

  private ObjectNode edit() {
    ObjectNode call = said("PreToolUse").put("tool_name", "Edit").put("tool_use_id", "toolu_1");
    call.putObject("tool_input")
        .put("file_path", repo.resolve("A.java").toString())
        .put("old_string", "a")
        .put("new_string", "b");
    return call;
  }

  private ObjectNode said(String event) {
    return JsonText.object()
        .put("session_id", "00000001-1111-4222-8333-444444444444")
        .put("cwd", repo.toString())
        .put("permission_mode", "default")
        .put("hook_event_name", event);
  }

  @Override
  public void close() {
    edits.shutdownNow();
    lists.shutdownNow();
  }
}
