package dev.muster.coordination;

import static dev.muster.coordination.Swarm.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.muster.contract.Decide;
import dev.muster.contract.Decision;
import dev.muster.contract.FeatureName;
import dev.muster.contract.Masked;
import dev.muster.contract.NewTask;
import dev.muster.contract.Provenance;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AdvisingTest {
  private static final Map<String, Double> FEATURES = Map.of("task_complexity", .4);
  private static final int AGENT_COUNT =
      List.of(FeatureName.values()).indexOf(FeatureName.AGENT_COUNT);

  @AutoClose private final Swarm swarm;

  AdvisingTest(@TempDir Path folder) {
    swarm = Swarm.in(folder);
    swarm.wanting(4);
  }

  @Test
  void advice_for_a_fleet_of_the_askers_own_does_not_look_at_ours() {
    Decision decision = decide(FEATURES, null, 3, false);
    assertEquals(3, decision.agents());
    assertEquals(List.of(4, 5, 6, 7, 8), decision.mask().stream().map(Masked::n).toList());
    assertEquals(.4, decision.features().getFirst().value());
    assertEquals(Provenance.ESTIMATED, decision.features().getFirst().provenance());
    assertEquals(9, decision.features().stream().filter(known -> known.value() == null).count());
  }

  @Test
  void without_features_our_own_fleet_is_read() {
    swarm.agent("a");
    Decision decision = decide(null, null, null, false);
    assertEquals(1, decision.agents());
    assertEquals(.125, decision.features().get(AGENT_COUNT).value());
  }

  @Test
  void advice_is_stored_only_when_that_is_asked_for() {
    assertNull(decide(FEATURES, null, null, false).id());
    Decision recorded = decide(FEATURES, null, null, true);
    var id = Objects.requireNonNull(recorded.id());
    var found = await(swarm.store().read(tx -> Objects.requireNonNull(tx.advice().find(id))));
    assertEquals(recorded, found.decision());
    assertEquals("ci", found.source());
    assertNull(found.decision().taskId());
  }

  @Test
  void features_older_than_half_a_minute_ask_no_model() {
    assertEquals("no_model", reason(swarm.now().minusSeconds(30)));
    assertEquals("features_stale", reason(swarm.now().minusSeconds(31)));
  }

  private String reason(Instant read) {
    return decide(FEATURES, read, null, false).modeReason();
  }

  private Decision decide(
      @Nullable Map<String, Double> features,
      @Nullable Instant at,
      @Nullable Integer agentsMax,
      boolean record) {
    var question = new Decide(NewTask.of("x"), features, at, agentsMax, record, "ci");
    return await(swarm.coordination().decide(question)).decision();
  }
}
