package dev.muster.lab.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.muster.host.cli.JsonText;
import dev.muster.host.cli.Refusal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class LeaseLoadTest {
  private static final String DENIED =
      """
      {"hookSpecificOutput":{"hookEventName":"PreToolUse","permissionDecision":"deny",
       "permissionDecisionReason":"somebody edits it"}}\
      """;

  /** Events that are answered 503. */
  private final Set<String> refused = ConcurrentHashMap.newKeySet();

  private final Map<String, Integer> calls = new ConcurrentHashMap<>();
  private final Set<String> tokens = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server = server();

  private static HttpServer server() {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @AfterEach
  void stop() {
    server.stop(0);
    threads.close();
  }

  /** Serves hooks; {@code grants} says whether a session may have a file. */
  private LeaseLoad load(BiPredicate<String, String> grants, int sessions) {
    server.createContext("/hooks/claude/", exchange -> answer(exchange, grants));
    server.setExecutor(threads);
    server.start();
    URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    return new LeaseLoad(address, "secret", List.of(Path.of("/one"), Path.of("/two")), sessions, 1);
  }

  private void answer(HttpExchange exchange, BiPredicate<String, String> grants)
      throws IOException {
    try (exchange) {
      JsonNode call =
          JsonText.read(
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
      String event = exchange.getRequestURI().getPath().substring("/hooks/claude/".length());
      assertEquals(event, call.path("hook_event_name").asString(""));
      calls.merge(event, 1, Integer::sum);
      tokens.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
      if (refused.contains(event)) {
        exchange.sendResponseHeaders(503, -1);
        return;
      }
      boolean free =
          !event.equals("PreToolUse")
              || grants.test(
                  call.at("/tool_input/file_path").asString(""),
                  call.path("session_id").asString(""));
      byte[] body = (free ? "{}" : DENIED).getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Test
  void sessions_are_granted_check_renew_and_are_denied_what_others_have()
      throws IOException, InterruptedException {
    var holders = new ConcurrentHashMap<String, String>();
    LeaseLoad load =
        load(
            (file, session) -> {
              String before = holders.putIfAbsent(file, session);
              return before == null || before.equals(session);
            },
            6);
    LeaseTally tally = load.edit(Duration.ZERO, Duration.ofMillis(400), Duration.ofMillis(2));
    assertEquals(6, calls.get("SessionStart"));
    assertTrue(tally.denials.count() > 0);
    assertEquals(tally.grants.count(), tally.checks.count());
    assertEquals(tally.renewals.count(), 2 * tally.grants.count());
    assertEquals(holders.size(), load.log().files());
    assertEquals(0, load.log().twice());
    assertEquals(0, tally.refused());
    assertEquals(Set.of("Bearer secret"), tokens);
  }

  @Test
  void a_host_that_grants_a_file_twice_is_found_out() throws IOException, InterruptedException {
    LeaseLoad load = load((file, session) -> true, 6);
    load.edit(Duration.ZERO, Duration.ofSeconds(1), Duration.ofMillis(2));
    assertTrue(load.log().twice() >= 2, "round 0 of both worktrees");
  }

  @Test
  void the_warm_up_takes_files_and_counts_its_times_apart()
      throws IOException, InterruptedException {
    LeaseLoad load = load((file, session) -> true, 2);
    LeaseTally tally = load.edit(Duration.ofSeconds(1), Duration.ZERO, Duration.ofMillis(10));
    assertTrue(load.log().files() > 2, "files of the warm-up");
    assertTrue(tally.warmUp.count() > 0);
    assertTrue(tally.answers() <= 2 * 4, "at most the last round of both sessions");
  }

  @Test
  void leases_are_taken_in_equal_parts() throws IOException, InterruptedException {
    LeaseLoad load = load((file, session) -> true, 4);
    assertEquals(12, load.take(10).grants.count());
    assertEquals(12, load.log().files());
  }

  @Test
  void what_the_host_refuses_is_counted_with_its_status() throws IOException, InterruptedException {
    refused.addAll(Set.of("SessionStart", "PreToolUse"));
    LeaseLoad load = load((file, session) -> true, 1);
    LeaseTally tally = load.take(3);
    assertEquals(4, tally.refused());
    assertTrue(String.valueOf(tally.firstRefusal()).contains("503"), tally.firstRefusal());
    assertEquals(0, load.log().files());
  }

  @Test
  void a_renewal_that_is_refused_has_no_time() throws IOException, InterruptedException {
    refused.add("PostToolUse");
    LeaseLoad load = load((file, session) -> true, 1);
    // The first calls of a cold JVM may take longer than the session edits.
    load.take(1);
    LeaseTally tally = load.edit(Duration.ZERO, Duration.ofSeconds(1), Duration.ofMillis(10));
    assertTrue(tally.refused() > 0);
    assertEquals(0, tally.renewals.count());
  }

  @Test
  void a_folder_with_a_hosts_data_is_refused(@TempDir Path folder) throws IOException {
    Path fresh = folder.resolve("a/b");
    assertEquals(fresh, BenchHost.freshData(fresh));
    assertTrue(Files.isDirectory(fresh));
    Files.writeString(folder.resolve("token"), "secret");
    assertThrows(Refusal.class, () -> BenchHost.freshData(folder));
  }

  @Test
  void the_benchmarks_repositories_have_a_commit_and_an_ignored_folder(@TempDir Path folder)
      throws IOException, InterruptedException {
    List<Path> made = BenchRepositories.create(folder, 2);
    assertEquals(2, made.size());
    for (Path repository : made) {
      assertTrue(Files.exists(repository.resolve(".git/HEAD")));
      assertTrue(Files.readString(repository.resolve(".gitignore")).contains("build/"));
    }
  }
}
