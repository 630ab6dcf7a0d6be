package dev.muster.coordination;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.contract.AgentId;
import dev.muster.contract.Assignment;
import dev.muster.contract.Denial;
import dev.muster.contract.FailureCode;
import dev.muster.contract.FileLease;
import dev.muster.contract.Holder;
import dev.muster.contract.HookVerdict;
import dev.muster.contract.LeaseDenied;
import dev.muster.contract.ReportProgress;
import dev.muster.contract.Result;
import dev.muster.contract.Source;
import dev.muster.contract.TaskId;
import dev.muster.contract.TaskState;
import dev.muster.plugin.HookInput;
import dev.muster.plugin.Phase;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What plugins are told after it happened. */
final class NotificationsTest {
  private final PluginsAsked plugins = new PluginsAsked();
  @AutoClose private final Swarm swarm;
  private final Desk desk;
  private final AgentId ann;

  NotificationsTest(@TempDir Path folder) {
    swarm = Swarm.in(folder, plugins.port());
    desk = new Desk(swarm);
    ann = swarm.agent("ann");
  }

  @Test
  void of_a_task_everything_is_told_in_order() {
    plugins.wanting(
        Phase.TASK_MONITORING,
        Phase.POST_TASK_ML_LEARNING,
        Phase.NEURAL_MEMORY_SYNC,
        Phase.ERROR_RECOVERY,
        Phase.POST_TASK);
    TaskId id = swarm.submit("one");
    Assignment held = claimed();
    progress(held, "half");
    progress(held, "nearly");
    swarm.passSeconds(2);
    swarm.report(held, Result.FAILED);

    var told = plugins.told(HookInput.PostTask.class, 1).getFirst();

    assertEquals(
        List.of(
            Phase.TASK_MONITORING,
            Phase.TASK_MONITORING,
            Phase.POST_TASK_ML_LEARNING,
            Phase.NEURAL_MEMORY_SYNC,
            Phase.ERROR_RECOVERY,
            Phase.POST_TASK),
        plugins.phases());
    var monitored = plugins.told(HookInput.TaskMonitoring.class);
    assertEquals(
        List.of("half", "nearly"), monitored.stream().map(said -> said.message()).toList());
    assertEquals(held.attemptId().toString(), monitored.getFirst().attemptId());
    assertEquals(ann.toString(), monitored.getFirst().agentId());
    assertEquals(id.toString(), told.task().id());
    assertEquals("one", told.task().text());
    assertEquals(held.attemptId().toString(), told.outcome().attemptId());
    assertEquals("failed", told.outcome().result());
    assertEquals(1, told.outcome().agents());
    assertEquals(0, told.outcome().conflicts());
  }

  @Test
  void a_task_ends_once_however_often_its_outcome_is_reported() {
    plugins.wanting(Phase.POST_TASK, Phase.POST_TASK_ML_LEARNING);
    TaskId id = swarm.submit("one");
    Assignment held = claimed();
    for (int i = 0; i < 3; i++) {
      swarm.report(held, Result.SUCCEEDED);
    }
    assertEquals(FailureCode.STALE_FENCE, Swarm.refusal(() -> swarm.report(held, Result.FAILED)));
    Swarm.refusal(() -> swarm.cancel(id));
    swarm.passSeconds(1); // so that ids sort by age
    TaskId next = swarm.submit("next");
    swarm.work(ann, Result.SUCCEEDED);

    var told = plugins.told(HookInput.PostTask.class, 2);

    assertEquals(
        List.of(id.toString(), next.toString()),
        told.stream().map(post -> post.task().id()).sorted().toList());
    assertEquals(2, plugins.told(HookInput.PostTaskMlLearning.class).size());
  }

  @Test
  void a_retry_is_learned_from_and_the_task_ends_with_its_last_attempt() {
    plugins.wanting(Phase.POST_TASK, Phase.POST_TASK_ML_LEARNING);
    swarm.submit("one");
    swarm.work(ann, Result.CONFLICT);
    swarm.passSeconds(5);
    swarm.work(ann, Result.SUCCEEDED);

    var told = plugins.told(HookInput.PostTask.class, 1);

    assertEquals("succeeded", told.getFirst().outcome().result());
    assertEquals(
        List.of("conflict", "succeeded"),
        plugins.told(HookInput.PostTaskMlLearning.class).stream()
            .map(learned -> learned.outcome().result())
            .toList());
  }

  @Test
  void a_silent_agent_is_an_error_to_recover_from_and_no_end() {
    plugins.wanting(Phase.ERROR_RECOVERY, Phase.POST_TASK);
    swarm.submit("one");
    Assignment held = claimed();
    swarm.pass(Swarm.LIMITS.lease().plusSeconds(1));
    swarm.sweep();

    var told = plugins.told(HookInput.ErrorRecovery.class, 1).getFirst();

    assertEquals("expired", told.outcome().result());
    assertEquals(held.attemptId().toString(), told.outcome().attemptId());
    assertEquals(0, plugins.told(HookInput.PostTask.class).size());
  }

  @Test
  void a_task_that_never_started_ends_without_an_outcome_to_learn_from() {
    plugins.wanting(Phase.POST_TASK, Phase.POST_TASK_ML_LEARNING);
    TaskId id = swarm.submit("one");
    swarm.cancel(id);

    var told = plugins.told(HookInput.PostTask.class, 1).getFirst();

    assertEquals("cancelled", told.outcome().result());
    assertNull(told.outcome().attemptId());
    assertEquals(List.of(Phase.POST_TASK), plugins.phases());
  }

  @Test
  void replayed_work_teaches_nothing() {
    plugins.wanting(Phase.POST_TASK, Phase.POST_TASK_ML_LEARNING, Phase.NEURAL_MEMORY_SYNC);
    swarm.submit(Draft.of("again").from(Source.REPLAY));
    swarm.work(ann, Result.SUCCEEDED);

    assertEquals(1, plugins.told(HookInput.PostTask.class, 1).size());
    assertEquals(List.of(Phase.POST_TASK), plugins.phases());
  }

  @Test
  void the_task_of_a_session_is_told_without_a_prompt_that_nobody_stored() {
    plugins.wanting(Phase.POST_TASK, Phase.MEMORY_SYNC);
    TaskId id = desk.working("s1");
    desk.done("s1", Result.SUCCEEDED);

    var told = plugins.told(HookInput.PostTask.class, 1).getFirst();

    assertEquals(id.toString(), told.task().id());
    assertEquals("session", told.task().source());
    assertNull(told.task().text());
    assertEquals(Desk.REPO, told.task().repo());
  }

  @Test
  void the_end_of_a_session_is_told_whether_it_said_so_or_fell_silent() {
    plugins.wanting(Phase.MEMORY_SYNC);
    desk.working("closed");
    desk.open("silent");
    desk.close("closed");
    desk.close("closed");
    assertEquals(
        List.of(new HookInput.MemorySync("closed", Desk.REPO)),
        plugins.told(HookInput.MemorySync.class, 1));

    swarm.pass(SessionLimits.DEFAULT.idle().plusSeconds(1));
    swarm.sweep();

    assertEquals(
        new HookInput.MemorySync("silent", Desk.REPO),
        plugins.told(HookInput.MemorySync.class, 2).getLast());
  }

  @Test
  void who_declares_what_another_has_is_to_be_coordinated_with_that_one() {
    plugins.wanting(Phase.AGENT_COORDINATE);
    desk.open("s1");
    desk.open("s2", Desk.THERE);
    desk.declare("s1", "A.java", "B.java:1-9");
    desk.declare(Holder.of("s2"), Desk.THERE, "A.java", "B.java:500-600", "C.java");

    var told = plugins.told(HookInput.AgentCoordinate.class, 1);

    assertEquals(
        new HookInput.AgentCoordinate(Desk.REPO, List.of("A.java"), "claude-s2", "claude-s1"),
        told.getFirst());
  }

  @Test
  void who_is_denied_a_lease_is_to_be_coordinated_with_its_holder() {
    plugins.wanting(Phase.AGENT_COORDINATE);
    FileLease lease = desk.lease("s1", Desk.HERE, "A.java", null);
    var denial = new Denial(swarm.now(), Holder.of("s2"), "claude-s2", Desk.HERE, lease, 1);
    Swarm.await(
        swarm
            .store()
            .write(tx -> {
              tx.events().append(seq -> new LeaseDenied(seq, swarm.now(), denial));
              return true;
            }));

    assertEquals(
        List.of(
            new HookInput.AgentCoordinate(Desk.REPO, List.of("A.java"), "claude-s2", "claude-s1")),
        plugins.told(HookInput.AgentCoordinate.class, 1));
  }

  @Test
  void figures_are_told_once_a_minute_and_what_is_unknown_is_absent() {
    plugins.wanting(Phase.PERFORMANCE_MONITOR);
    swarm.machine(new MachineReading(8_000L, 2_000L, null));
    swarm.submit("one");
    for (int second = 0; second <= 120; second += 20) {
      swarm.sweep();
      swarm.passSeconds(20);
    }

    var told = plugins.told(HookInput.PerformanceMonitor.class, 2);

    assertEquals(2, told.size());
    var figures = told.getFirst().figures();
    assertEquals(1.0, figures.get("tasks_ready"));
    assertEquals(1.0, figures.get("agents_free"));
    assertEquals(0.0, figures.get("slots_open"));
    assertEquals(2_000.0, figures.get("memory_available_bytes"));
    assertTrue(!figures.containsKey("cpu_utilization"));
  }

  @Test
  void nobody_waits_for_a_plugin_that_does_not_answer_or_throws() {
    plugins.wanting(Phase.TASK_MONITORING, Phase.POST_TASK);
    var slow = new CompletableFuture<HookVerdict>();
    plugins.answerLater(Phase.TASK_MONITORING, input -> slow);
    TaskId id = swarm.submit("one");
    Assignment held = claimed();
    progress(held, "first");
    progress(held, "second");
    swarm.report(held, Result.SUCCEEDED);

    assertEquals(TaskState.SUCCEEDED, swarm.state(id));
    plugins.told(HookInput.TaskMonitoring.class, 1);
    assertEquals(List.of(Phase.TASK_MONITORING), plugins.phases());
    slow.completeExceptionally(new IllegalStateException("a bug"));

    plugins.told(HookInput.PostTask.class, 1);
    assertEquals(2, plugins.told(HookInput.TaskMonitoring.class).size());
  }

  @Test
  void where_no_plugin_wants_anything_nothing_is_built_or_told() {
    plugins.wanting(Phase.MEMORY_SYNC);
    TaskId id = swarm.submit("one");
    Assignment held = claimed();
    progress(held, "half");
    swarm.report(held, Result.FAILED);
    desk.working("s1");
    desk.close("s1");

    plugins.told(HookInput.MemorySync.class, 1);

    assertEquals(TaskState.FAILED, swarm.state(id));
    assertEquals(List.of(Phase.MEMORY_SYNC), plugins.phases());
  }

  private Assignment claimed() {
    swarm.admit();
    return swarm.claim(ann);
  }

  private void progress(Assignment held, String message) {
    var report = new ReportProgress(held.taskId(), held.slot(), held.fence(), 50, message);
    Objects.requireNonNull(Swarm.await(swarm.coordination().progress(report)));
  }
}
