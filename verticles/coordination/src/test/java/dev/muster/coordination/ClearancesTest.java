package dev.muster.coordination;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.muster.contract.AgentId;
import dev.muster.contract.Decision;
import dev.muster.contract.HookVerdict;
import dev.muster.contract.Masked;
import dev.muster.contract.Result;
import dev.muster.contract.TaskId;
import dev.muster.contract.TaskState;
import dev.muster.plugin.HookInput;
import dev.muster.plugin.Phase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What plugins may do with an admission. */
final class ClearancesTest {
  private final PluginsAsked plugins = new PluginsAsked();
  @AutoClose private final Swarm swarm;
  private final Crew crew;

  ClearancesTest(@TempDir Path folder) {
    swarm = Swarm.in(folder, plugins.port());
    crew = new Crew(swarm);
  }

  @Test
  void every_phase_of_an_admission_is_asked_in_its_order() {
    plugins.wanting(Phase.values());
    AgentId ann = swarm.agent("ann");
    swarm.agent("bob");
    swarm.wanting(1);
    TaskId id = swarm.submit(Draft.of("a text of 20 letters"));

    assertEquals(1, swarm.admit());

    assertEquals(
        List.of(
            Phase.PRE_TASK_ML_ANALYSIS,
            Phase.PERFORMANCE_PREDICTION,
            Phase.ERROR_PREDICTION,
            Phase.BOTTLENECK_PREVENTION,
            Phase.ADAPTIVE_OPTIMIZATION,
            Phase.PRE_TASK_AGENT_ASSIGNMENT),
        plugins.phases());
    var analysis = plugins.told(HookInput.PreTaskMlAnalysis.class).getFirst();
    assertEquals(id.toString(), analysis.task().id());
    assertEquals(20, analysis.task().textLength());
    assertEquals(2, analysis.freeAgents());
    assertEquals(List.of(1, 2), analysis.allowed());
    var proposal = plugins.told(HookInput.PerformancePrediction.class).getFirst().proposal();
    assertEquals(1, proposal.agents());
    assertEquals(.25, proposal.features().get("agent_count"));
    assertNull(proposal.features().get("cache_hit_ratio"));
    assertEquals("wanting", proposal.model());
    assertEquals(
        List.of(ann.toString()),
        plugins.told(HookInput.PreTaskAgentAssignment.class).getFirst().agents());
    assertEquals(List.of(ann), crew.of(id));
  }

  @Test
  void a_cap_masks_the_numbers_above_it_with_its_reason() {
    plugins.wanting(Phase.PRE_TASK_ML_ANALYSIS, Phase.ADAPTIVE_OPTIMIZATION);
    plugins.answer(Phase.PRE_TASK_ML_ANALYSIS, PluginsAsked.atMost(2, "it is night"));
    crew.join(4);
    swarm.wanting(4);
    TaskId id = swarm.submit("one");

    assertEquals(1, swarm.admit());

    Decision decision = crew.decision(id);
    assertEquals(2, decision.agents());
    assertEquals(2, crew.of(id).size());
    String why = "plugin quiet-hours: at most 2, it is night";
    assertEquals(
        List.of(new Masked(3, why), new Masked(4, why)),
        decision.mask().stream().filter(masked -> masked.n() < 5).toList());
    assertEquals(0.0, decision.propensities().get(3));
    var shown = plugins.told(HookInput.AdaptiveOptimization.class).getFirst().proposal();
    assertEquals(2, shown.agents());
    assertEquals(List.of(1, 2), shown.allowed());
  }

  @Test
  void the_lowest_of_several_caps_holds_and_one_agent_is_never_masked() {
    plugins.wanting(Phase.PERFORMANCE_PREDICTION, Phase.BOTTLENECK_PREVENTION);
    plugins.answer(Phase.PERFORMANCE_PREDICTION, PluginsAsked.atMost(1, ""));
    plugins.answer(Phase.BOTTLENECK_PREVENTION, PluginsAsked.atMost(3, ""));
    crew.join(4);
    swarm.wanting(4);
    TaskId id = swarm.submit("one");

    assertEquals(1, swarm.admit());

    assertEquals(1, crew.decision(id).agents());
    assertEquals("plugin quiet-hours: at most 1", crew.decision(id).mask().getLast().reason());
    assertFalse(crew.decision(id).mask().stream().anyMatch(masked -> masked.n() == 1));
  }

  @Test
  void a_cap_where_nothing_can_be_narrowed_changes_nothing() {
    plugins.wanting(Phase.PRE_TASK_AGENT_ASSIGNMENT);
    plugins.answer(Phase.PRE_TASK_AGENT_ASSIGNMENT, PluginsAsked.atMost(1, "no"));
    crew.join(2);
    swarm.wanting(2);
    TaskId id = swarm.submit("one");

    assertEquals(1, swarm.admit());

    assertEquals(2, crew.of(id).size());
  }

  @Test
  void a_cap_is_stronger_than_the_number_that_was_asked_for() {
    plugins.wanting(Phase.ERROR_PREDICTION);
    plugins.answer(Phase.ERROR_PREDICTION, PluginsAsked.atMost(2, "too many"));
    crew.join(3);
    TaskId id = swarm.submit(Draft.of("pinned").pinned(3));

    assertEquals(1, swarm.admit());

    assertEquals(2, crew.of(id).size());
  }

  @Test
  void a_veto_holds_the_task_and_after_a_while_plugins_are_asked_again() {
    plugins.wanting(Phase.BOTTLENECK_PREVENTION, Phase.ADAPTIVE_OPTIMIZATION);
    plugins.answer(Phase.BOTTLENECK_PREVENTION, PluginsAsked.veto("the disk is full"));
    swarm.agent("ann");
    TaskId id = swarm.submit("one");

    assertEquals(0, swarm.admit());

    assertEquals(TaskState.READY, swarm.state(id));
    assertEquals("plugin guard: the disk is full", swarm.task(id).held());
    assertEquals(List.of("submitted", "held"), crew.causes(id));
    assertEquals(List.of(Phase.BOTTLENECK_PREVENTION), plugins.phases());

    plugins.answer(Phase.BOTTLENECK_PREVENTION, HookVerdict.PROCEED);
    swarm.pass(Swarm.LIMITS.vetoRetry().minusMillis(1));
    assertEquals(0, swarm.admit());
    assertEquals(1, plugins.phases().size());
    swarm.pass(Duration.ofMillis(1));
    assertEquals(1, swarm.admit());

    assertEquals(TaskState.LEASED, swarm.state(id));
    assertNull(swarm.task(id).held());
  }

  @Test
  void a_task_that_is_vetoed_does_not_stop_the_next_one() {
    plugins.wanting(Phase.PRE_TASK_ML_ANALYSIS);
    plugins.answerLater(
        Phase.PRE_TASK_ML_ANALYSIS,
        input -> {
          var asked = (HookInput.PreTaskMlAnalysis) input;
          return CompletableFuture.completedStage(
              "bad".equals(asked.task().text()) ? PluginsAsked.veto("no") : HookVerdict.PROCEED);
        });
    swarm.agent("ann");
    TaskId bad = swarm.submit("bad");
    TaskId good = swarm.submit("good");

    assertEquals(1, swarm.admit() + swarm.admit());

    assertEquals(TaskState.READY, swarm.state(bad));
    assertEquals(TaskState.LEASED, swarm.state(good));
  }

  /** Else the outcome of meanwhile would look as if its features should have known of it. */
  @Test
  void a_decision_is_of_the_moment_its_features_were_read_and_not_of_the_answer() {
    plugins.wanting(Phase.PRE_TASK_AGENT_ASSIGNMENT);
    var slow = new CompletableFuture<HookVerdict>();
    plugins.answerLater(Phase.PRE_TASK_AGENT_ASSIGNMENT, input -> slow);
    swarm.agent("ann");
    TaskId id = swarm.submit("one");
    Instant read = swarm.now();
    CompletionStage<Integer> admitted = swarm.coordination().admit(started -> {});
    plugins.told(HookInput.PreTaskAgentAssignment.class, 1);

    swarm.pass(Duration.ofSeconds(5));
    slow.complete(HookVerdict.PROCEED);

    assertEquals(1, Swarm.await(admitted));
    assertEquals(read, crew.decision(id).at());
  }

  @Test
  void a_slow_answer_keeps_its_agents_and_no_other_task_waiting() {
    plugins.wanting(Phase.PRE_TASK_AGENT_ASSIGNMENT);
    var slow = new CompletableFuture<HookVerdict>();
    plugins.answerLater(
        Phase.PRE_TASK_AGENT_ASSIGNMENT,
        input ->
            ((HookInput.PreTaskAgentAssignment) input).task().priority() == 1
                ? slow
                : CompletableFuture.completedStage(HookVerdict.PROCEED));
    AgentId ann = swarm.agent("ann");
    AgentId bob = swarm.agent("bob");
    TaskId urgent = swarm.submit(Draft.of("urgent").priority(1));
    TaskId other = swarm.submit("other");

    CompletionStage<Integer> admitted = swarm.coordination().admit(started -> {});
    PluginsAsked.until(() -> swarm.state(other) == TaskState.LEASED);
    assertEquals(List.of(bob), crew.of(other));
    swarm.report(swarm.claim(bob), Result.SUCCEEDED);
    TaskId later = swarm.submit("later");
    assertEquals(1, swarm.admit());
    assertEquals(List.of(bob), crew.of(later));
    assertEquals(TaskState.READY, swarm.state(urgent));
    assertEquals(0, swarm.admit());
    slow.complete(HookVerdict.PROCEED);

    assertEquals(2, Swarm.await(admitted));
    assertEquals(List.of(ann), crew.of(urgent));
    long ofUrgent =
        plugins.told(HookInput.PreTaskAgentAssignment.class).stream()
            .filter(asked -> asked.task().id().equals(urgent.toString()))
            .count();
    assertEquals(1, ofUrgent);
  }

  @Test
  void plugins_are_asked_again_when_an_agent_they_were_named_is_gone() {
    plugins.wanting(Phase.PRE_TASK_AGENT_ASSIGNMENT);
    var slow = new CompletableFuture<HookVerdict>();
    plugins.answerLater(Phase.PRE_TASK_AGENT_ASSIGNMENT, input -> slow);
    swarm.agent("ann");
    TaskId id = swarm.submit("one");
    CompletionStage<Integer> admitted = swarm.coordination().admit(started -> {});
    PluginsAsked.until(() -> plugins.phases().size() == 1);
    swarm.pass(Swarm.LIMITS.silentAfter().plusSeconds(1));
    AgentId bob = swarm.agent("bob");
    swarm.sweep();

    slow.complete(HookVerdict.PROCEED);
    assertEquals(0, Swarm.await(admitted));
    assertEquals(1, swarm.admit());

    assertEquals(List.of(bob), crew.of(id));
    assertEquals(
        List.of(bob.toString()),
        plugins.told(HookInput.PreTaskAgentAssignment.class).getLast().agents());
  }

  @Test
  void a_task_that_is_cancelled_while_plugins_think_does_not_start() {
    plugins.wanting(Phase.PRE_TASK_ML_ANALYSIS);
    var slow = new CompletableFuture<HookVerdict>();
    plugins.answerLater(Phase.PRE_TASK_ML_ANALYSIS, input -> slow);
    swarm.agent("ann");
    TaskId id = swarm.submit("one");
    CompletionStage<Integer> admitted = swarm.coordination().admit(started -> {});
    PluginsAsked.until(() -> plugins.phases().size() == 1);
    swarm.cancel(id);

    slow.complete(PluginsAsked.veto("no"));

    assertEquals(0, Swarm.await(admitted));
    assertEquals(TaskState.CANCELLED, swarm.state(id));
    assertNull(swarm.task(id).held());
  }

  @Test
  void admissions_at_once_start_each_task_once() {
    plugins.wanting(Phase.PRE_TASK_ML_ANALYSIS);
    crew.join(8);
    List<TaskId> tasks = IntStream.range(0, 8).mapToObj(n -> swarm.submit("task " + n)).toList();

    var admitted =
        IntStream.range(0, 6).mapToObj(n -> swarm.coordination().admit(started -> {})).toList();
    admitted.forEach(Swarm::await);
    swarm.admit();

    tasks.forEach(id -> assertEquals(1, swarm.attempts(id).size()));
  }
}
