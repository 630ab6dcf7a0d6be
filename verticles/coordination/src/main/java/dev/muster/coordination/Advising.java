package dev.muster.coordination;

import dev.muster.contract.Advice;
import dev.muster.contract.Choice;
import dev.muster.contract.CoordinationClass;
import dev.muster.contract.Decide;
import dev.muster.contract.Decision;
import dev.muster.contract.DecisionId;
import dev.muster.contract.Feature;
import dev.muster.contract.FeatureName;
import dev.muster.contract.Masked;
import dev.muster.contract.NewTask;
import dev.muster.contract.Provenance;
import dev.muster.contract.Situation;
import dev.muster.contract.Task;
import dev.muster.store.Store;
import dev.muster.store.Tx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Says how many agents a task would get, of this fleet or of one that the asker describes; recorded
 * advice is chosen like for a task of ours, so that its outcome can be learned.
 */
final class Advising {
  private static final Duration STALE = Duration.ofSeconds(30);
  private static final String STALE_REASON = "features_stale";

  private final Store store;
  private final InstantSource clock;
  private final Supplier<MachineReading> machine;
  private final Submissions submissions;
  private final Deciding deciding;
  private final Policy policy;
  private final RandomGenerator random;

  Advising(
      Store store,
      InstantSource clock,
      Supplier<MachineReading> machine,
      Submissions submissions,
      Deciding deciding,
      Policy policy,
      RandomGenerator random) {
    this.store = store;
    this.clock = clock;
    this.machine = machine;
    this.submissions = submissions;
    this.deciding = deciding;
    this.policy = policy;
    this.random = random;
  }

  CompletionStage<Advice> decide(Decide request) {
    return request.record()
        ? store.write(tx -> recorded(tx, request))
        : store.read(tx -> new Advice(decision(tx, request, clock.instant())));
  }

  private Advice recorded(Tx tx, Decide request) {
    Instant now = clock.instant();
    var id = DecisionId.next(now, random);
    Decision decision = Deciding.stored(decision(tx, request, now), id, null, null);
    NewTask task = request.task();
    tx.advice().insert(decision, task.type(), task.value(), request.asker());
    return new Advice(decision);
  }

  private Decision decision(Tx tx, Decide request, Instant now) {
    Map<String, Double> features = request.features();
    Situation situation =
        features == null ? ofOurs(tx, request.task(), now) : described(tx, request, features);
    Instant read = request.featuresAt();
    Choice choice =
        read != null && Duration.between(read, now).abs().compareTo(STALE) > 0
            ? policy.fallback().apply(situation, STALE_REASON)
            : request.record()
                ? policy.chooses().apply(situation)
                : policy.advises().apply(situation);
    return deciding.decision(situation, choice, now);
  }

  private Situation ofOurs(Tx tx, NewTask asked, Instant now) {
    Task task = submissions.draft(asked, now);
    var free = Qualifying.takers(tx.agents().all());
    MachineReading reading = machine.get();
    var narrowed = deciding.narrow(tx, task, Qualifying.rank(task, free), reading);
    return deciding.situation(tx, task, narrowed, reading, now);
  }

  /** Of a fleet and a machine that only the asker knows. */
  private Situation described(Tx tx, Decide request, Map<String, Double> features) {
    NewTask task = request.task();
    List<Masked> masked = new ArrayList<>(deciding.maskedByParts(task.parts()));
    Integer most = request.agentsMax();
    if (most != null) {
      IntStream.rangeClosed(most + 1, CoordinationClass.AGENTS_MAX)
          .filter(n -> masked.stream().noneMatch(m -> m.n() == n))
          .forEach(n -> masked.add(new Masked(n, most + " agents at most, says the asker")));
    }
    return new Situation(
        supplied(features),
        masked,
        task.parts(),
        task.agents(),
        0,
        task.value(),
        deciding.typicalMinutes(tx, task.type()));
  }

  /** What an asker says is estimated: nobody here measured it. */
  private static List<Feature> supplied(Map<String, Double> features) {
    var list = new ArrayList<Feature>();
    for (FeatureName name : FeatureName.values()) {
      @Nullable Double value = features.get(name.toString());
      list.add(
          value == null ? Feature.unknown(name) : new Feature(name, value, Provenance.ESTIMATED));
    }
    return list;
  }
}
