package dev.muster.host.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.host.cli.ApiClient;
import dev.muster.host.cli.JsonText;
import dev.muster.host.cli.ScriptedHost;
import dev.muster.host.cli.ScriptedHost.Answer;
import dev.muster.host.process.GroupMembers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@Timeout(60)
final class AgentRunnerTest {
  private static final String OUTCOME = RunnerScript.OUTCOME;

  private final RunnerScript script = new RunnerScript();
  private final ScriptedHost host = script.host();
  private final AtomicLong aheadNanos = new AtomicLong();
  private final CompletableFuture<Integer> exitCode = new CompletableFuture<>();
  private @Nullable AgentRunner runner;
  @TempDir private Path folder = Path.of("");

  @AfterEach
  void end() throws Exception {
    if (runner != null) {
      runner.stop();
      assertTrue(runner.awaitFinished(Duration.ofSeconds(20)));
    }
    host.close();
  }

  @Test
  void aCommandGetsTheTaskAndItsLastLineIsReported() throws Exception {
    run(
        "cat > task.json; echo $MUSTER_TASK_ID $MUSTER_SLOT $MUSTER_SLOTS $MUSTER_FENCE $MUSTER_URL"
            + " > env; echo noise; echo '{\"tokens\":42,\"files\":[\"a.txt\"],\"message\":\"ok\"}'");
    JsonNode outcome = host.await(OUTCOME).body();
    assertEquals("succeeded", outcome.path("result").stringValue());
    assertEquals(0, outcome.path("exit_code").asInt());
    assertEquals(42, outcome.path("tokens").asInt());
    assertEquals("a.txt", outcome.path("files").path(0).stringValue());
    assertEquals("ok", outcome.path("message").stringValue());
    assertEquals(1, outcome.path("slot").asInt());
    assertEquals(7, outcome.path("fence").asInt());
    Instant from = Instant.parse(outcome.path("from").stringValue());
    assertFalse(Instant.parse(outcome.path("to").stringValue()).isBefore(from));
    assertEquals("work", JsonText.read(read("task.json")).path("text").stringValue());
    assertEquals("task_1 1 3 7 " + host.url(), read("env").strip());
  }

  @Test
  void anExitCodeThatIsNotZeroIsAFailure() throws Exception {
    run("exit 3");
    JsonNode outcome = host.await(OUTCOME).body();
    assertEquals("failed", outcome.path("result").stringValue());
    assertEquals(3, outcome.path("exit_code").asInt());
    assertEquals("exit code 3", outcome.path("message").stringValue());
  }

  @Test
  void aReasonSaysMoreThanTheExitCode() throws Exception {
    run("echo '{\"reason\":\"predecessor\",\"depends_on\":[\"task_0\"]}'; exit 1");
    JsonNode outcome = host.await(OUTCOME).body();
    assertEquals("predecessor", outcome.path("result").stringValue());
    assertEquals("task_0", outcome.path("depends_on").path(0).stringValue());
    assertEquals(1, outcome.path("exit_code").asInt());
  }

  @Test
  void theDeadlineEndsTheWholeGroup() throws Exception {
    run("(sleep 600 & sleep 600) & sleep 600", Duration.ofMillis(500));
    JsonNode outcome = host.await(OUTCOME).body();
    assertEquals("failed", outcome.path("result").stringValue());
    assertEquals("deadline", outcome.path("message").stringValue());
    assertEquals(List.of(), new GroupMembers(outcome.path("pid").asLong()).living());
  }

  @Test
  void whatACommandLeavesBehindIsKilled() throws Exception {
    run("sleep 600 & echo started");
    JsonNode outcome = host.await(OUTCOME).body();
    assertEquals("succeeded", outcome.path("result").stringValue());
    assertEquals(List.of(), new GroupMembers(outcome.path("pid").asLong()).living());
  }

  @Test
  void aStaleFenceKillsTheGroupAtOnceAndReportsNothing() throws Exception {
    host.on(RunnerScript.RENEW, call -> Answer.problem(409, "STALE_FENCE"));
    run("echo $$ > pid; sleep 600");
    long group = awaitPid();
    aheadNanos.set(Duration.ofSeconds(11).toNanos());
    host.await(RunnerScript.RENEW);
    awaitNextClaim();
    assertEquals(List.of(), new GroupMembers(group).living());
    assertEquals(0, host.waiting(OUTCOME));
  }

  @Test
  void withoutAConfirmedRenewTheGroupIsKilledAtTwentySeconds() throws Exception {
    host.on(RunnerScript.RENEW, call -> Answer.problem(503, "STORE_UNAVAILABLE"));
    run("echo $$ > pid; sleep 600");
    long group = awaitPid();
    aheadNanos.set(Duration.ofSeconds(11).toNanos());
    host.await(RunnerScript.RENEW);
    assertFalse(new GroupMembers(group).living().isEmpty());
    aheadNanos.set(Duration.ofSeconds(20).toNanos());
    awaitNextClaim();
    assertEquals(List.of(), new GroupMembers(group).living());
    assertEquals(0, host.waiting(OUTCOME));
  }

  @Test
  void theOutcomeWaitsForAHostThatIsAway() throws Exception {
    run("echo $$ > pid; while [ ! -e go ]; do sleep 0.05; done");
    long group = awaitPid();
    host.leave();
    Files.createFile(folder.resolve("go"));
    awaitGone(group);
    host.comeBack();
    assertEquals("succeeded", host.await(OUTCOME).body().path("result").stringValue());
    awaitNextClaim();
  }

  @Test
  void theOutcomeIsRepeatedWhileTheStoreIsUnavailable() throws Exception {
    var tries = new AtomicInteger();
    host.on(
        OUTCOME,
        call ->
            tries.incrementAndGet() < 3
                ? Answer.problem(503, "STORE_UNAVAILABLE")
                : Answer.ok("{}"));
    run("true");
    for (int i = 0; i < 3; i++) {
      assertEquals(7, host.await(OUTCOME).body().path("fence").asInt());
    }
    awaitNextClaim();
    assertEquals(0, host.waiting(OUTCOME));
  }

  @Test
  void aRefusedOutcomeIsDropped() throws Exception {
    host.on(OUTCOME, call -> Answer.problem(409, "STALE_FENCE"));
    run("true");
    host.await(OUTCOME);
    awaitNextClaim();
    assertEquals(0, host.waiting(OUTCOME));
  }

  @Test
  void aReportThatTheHostRefusesDoesNotLoseTheOutcome() throws Exception {
    host.on(
        OUTCOME,
        call ->
            call.body().path("depends_on").isEmpty()
                ? Answer.ok("{}")
                : Answer.problem(400, "BAD_REQUEST"));
    run("echo '{\"depends_on\":[\"nonsense\"]}'");
    host.await(OUTCOME);
    JsonNode outcome = host.await(OUTCOME).body();
    assertEquals("succeeded", outcome.path("result").stringValue());
    assertEquals(
        "the command's report was refused: told so", outcome.path("message").stringValue());
  }

  @Test
  void muchOutputIsBoundedAndItsLastLineCounts() throws Exception {
    run("head -c 20000000 /dev/zero | tr '\\0' x; echo; echo '{\"tokens\":1}'");
    assertEquals(1, host.await(OUTCOME).body().path("tokens").asInt());
  }

  @Test
  void thePeakMemoryIsThatOfTheWholeGroup() throws Exception {
    Assumptions.assumeTrue(
        GroupMembers.known() || "1".equals(System.getenv("MUSTER_REQUIRE_ALL")),
        "SKIPPED: no /proc here, so peak memory of a group is not measured");
    run("(x=$(head -c 50000000 /dev/zero | tr '\\0' a); sleep 0.6; echo ${#x}) > size; cat size");
    JsonNode outcome = host.await(OUTCOME).body();
    assertEquals("50000000", read("size").strip());
    long peak = outcome.path("peak_memory_bytes").asLong();
    assertTrue(peak >= 50_000_000 && peak < 500_000_000, "peak was " + peak);
  }

  @Test
  void aStoppedRunnerEndsTheGroupAndHandsTheSlotBack() throws Exception {
    run("echo $$ > pid; sleep 600");
    long group = awaitPid();
    runner().stop();
    assertEquals("handed_back", host.await(OUTCOME).body().path("result").stringValue());
    assertEquals(0, exitCode.get(20, TimeUnit.SECONDS));
    assertEquals(List.of(), new GroupMembers(group).living());
  }

  @Test
  void aRunnerWhoseNameWasTakenStopsWithoutAnOutcome() throws Exception {
    host.on(RunnerScript.HEARTBEAT, call -> Answer.problem(409, "CONFLICT"));
    run("sleep 600");
    assertEquals(78, exitCode.get(20, TimeUnit.SECONDS));
    assertEquals(0, host.waiting(OUTCOME));
  }

  @Test
  void aHostThatForgotTheAgentGetsItsRegistrationAgain() throws Exception {
    var first = new AtomicInteger();
    host.on(
        RunnerScript.HEARTBEAT,
        call -> first.getAndIncrement() == 0 ? Answer.problem(404, "NOT_FOUND") : Answer.ok("{}"));
    run("true");
    JsonNode registered = host.await(RunnerScript.AGENTS).body();
    JsonNode again = host.await(RunnerScript.AGENTS).body();
    assertEquals(registered.path("instance"), again.path("instance"));
    assertEquals("tester", again.path("name").stringValue());
  }

  private void run(String exec) {
    run(exec, null);
  }

  private void run(String exec, @Nullable Duration deadline) {
    var options =
        new RunnerOptions(
            "tester", "exec", List.of("java"), List.of(), "cd '" + folder + "'; " + exec, deadline);
    var made =
        new AgentRunner(
            options,
            new ApiClient(host.url(), "secret"),
            line -> {},
            InstantSource.system(),
            () -> System.nanoTime() + aheadNanos.get());
    runner = made;
    Thread.ofPlatform().daemon().start(() -> complete(made));
  }

  private void complete(AgentRunner made) {
    try {
      exitCode.complete(made.run());
    } catch (InterruptedException | RuntimeException e) {
      exitCode.completeExceptionally(e);
    }
  }

  private AgentRunner runner() {
    return assertedNotNull(runner);
  }

  private static <T> T assertedNotNull(@Nullable T value) {
    assertNotNull(value);
    return value;
  }

  /** The first claim gave the slot; a second one means that the slot is over. */
  private void awaitNextClaim() throws InterruptedException {
    host.await(RunnerScript.CLAIM);
    host.await(RunnerScript.CLAIM);
  }

  private long awaitPid() throws Exception {
    return RunnerScript.awaitPid(folder.resolve("pid"));
  }

  private static void awaitGone(long group) {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!new GroupMembers(group).living().isEmpty()) {
      assertTrue(System.nanoTime() < end, "group " + group + " still lives");
      Thread.onSpinWait();
    }
  }

  private String read(String name) throws Exception {
    return Files.readString(folder.resolve(name));
  }
}
