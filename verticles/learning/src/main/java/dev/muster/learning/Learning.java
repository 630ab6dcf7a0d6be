package dev.muster.learning;

import dev.muster.contract.ModelCard;
import dev.muster.contract.ModelList;
import dev.muster.contract.ModelState;
import dev.muster.contract.SwitchModel;
import dev.muster.contract.SwitchModel.Verb;
import dev.muster.contract.Trial;
import dev.muster.model.Model;
import dev.muster.store.LearnerRows.Learnable;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * From outcomes to who serves: learns them one after the other, fits surfaces, lets the coin of a
 * canary judge challengers, and lets the winner serve. Confined to one thread; nothing of it holds
 * until its {@link #statistics}, {@link #state} and {@link #roster changes} are stored together.
 */
final class Learning {
  /** A champion that held for so long lets the spending of error begin anew. */
  private static final long HELD_LONG = 5_000;

  private final LearningSettings settings;
  private final RandomGenerator random;
  private final Roster roster;
  private final ChampionWatch drift;
  private final FeedbackGate feedback;
  private final Succession succession;
  private final Retraining retraining;
  private Learner learner;
  private @Nullable Comparison comparison;
  private @Nullable Tenure probation;
  private int canaries;
  private long sinceCanary;
  private long sinceFit;
  private long championFor;
  private long learned;

  /** {@code learned} outcomes led to this state. */
  Learning(
      LearningSettings settings,
      RandomGenerator random,
      Learner learner,
      Roster roster,
      LearningState state,
      long learned) {
    this.settings = settings;
    this.random = random;
    this.learner = learner;
    this.roster = roster;
    this.drift = new ChampionWatch(state.drift());
    this.feedback = new FeedbackGate(state.feedback());
    this.succession = new Succession(roster, state.former(), state.pinned());
    this.retraining = new Retraining(state.retraining());
    this.canaries = state.canaries();
    this.sinceCanary = state.sinceCanary();
    this.sinceFit = state.sinceFit();
    this.championFor = state.championFor();
    this.learned = learned;
    ModelCard challenger = roster.in(ModelState.CHALLENGER);
    this.comparison = Comparison.resume(state.running(), challenger, succession.championId());
    if (challenger != null && comparison == null) {
      roster.change(challenger, ModelState.RETIRED, "the canary could not go on", "retired");
    }
    this.probation = Tenure.resume(state.probation(), succession);
  }

  /** Where there is no model, the lab's prior waits as one; the answer is its card. */
  List<ModelCard> begin(Instant now) {
    return Surfaces.begin(learner, roster, Roster.id(now, random), now);
  }

  /** Learns outcomes in the order of their decisions. */
  void learn(List<Learnable> outcomes) {
    outcomes.forEach(this::learn);
  }

  private void learn(Learnable outcome) {
    var lesson = new Lesson(outcome);
    Trial trial = lesson.trial();
    if (trial != null && comparison != null && comparison.judges(trial)) {
      comparison.see(lesson.disagreement(trial, settings.weights()));
    }
    if (probation != null) {
      probation.see(outcome.decision(), lesson, settings.weights());
    }
    watch(lesson);
    learner.learn(lesson.features(), lesson.agents(), lesson.measured());
    retraining.learned();
    learned++;
    sinceFit++;
    sinceCanary++;
    championFor++;
    if (championFor == HELD_LONG) {
      canaries = 0;
    }
  }

  private void watch(Lesson lesson) {
    ModelCard watched = roster.in(ModelState.CHAMPION);
    if (watched == null) {
      watched = roster.in(ModelState.CHALLENGER);
    }
    Model model = watched == null ? null : roster.model(watched.id());
    if (watched == null || model == null) {
      return;
    }
    double reward = lesson.reward(model, settings.weights());
    if (Double.isFinite(reward)
        && drift.see(watched.id(), lesson.missed(model), reward, learned + 1)) {
      learner.discount(DriftWatch.KEPT);
      sinceCanary = 0;
      sinceFit = settings.refitEach();
    }
  }

  /** To learn again what is left of all that was learned. */
  Anew anew() {
    return new Anew(learner.fresh(), settings.batch(), learned, drift.rang());
  }

  /** Takes the place of all that was learned; the next conclusion fits it. */
  void take(Learner anew) {
    learner = anew;
    sinceFit = settings.refitEach();
  }

  /** Draws the conclusions of what was learned: verdicts, a new surface, a new canary. */
  void conclude(Instant now) {
    if (comparison != null && comparison.verdict() != Canary.Verdict.OPEN) {
      end(comparison, now);
    }
    if (probation != null && probation.verdict() != Probation.Verdict.OPEN) {
      end(probation, now);
    }
    if (succession.pinned() != null) {
      return;
    }
    if (sinceFit >= settings.refitEach()) {
      sinceFit = 0;
      Surfaces.fit(learner, roster, Roster.id(now, random), now);
    }
    if (comparison != null) {
      return;
    }
    if (probation == null && sinceCanary >= settings.canaryAfter()) {
      roster.candidates().stream()
          .filter(candidate -> candidate.outcomes() > 0)
          .findFirst()
          .ifPresent(candidate -> begin(candidate, now));
    }
    roster.prune(settings.keepModels(), succession.held());
  }

  private void end(Comparison ended, Instant now) {
    comparison = null;
    sinceCanary = 0;
    ModelCard challenger = roster.named(ended.challenger());
    if (ended.verdict() == Canary.Verdict.PROMOTED) {
      succession.promote(challenger, "won its canary after " + ended.length(), now);
      probation = Tenure.begin(succession);
      championFor = 0;
    } else {
      String why = ended.verdict().name().toLowerCase(Locale.ROOT).replace('_', ' ');
      String note = "lost its canary after " + ended.length() + ": " + why;
      roster.change(challenger, ModelState.RETIRED, note, "lost");
    }
  }

  private void end(Tenure ended, Instant now) {
    probation = null;
    String length = ended.status().tasks() + " tasks";
    if (ended.verdict() == Probation.Verdict.HELD) {
      succession.hold(length);
    } else {
      succession.bringBack(length, now);
      championFor = 0;
      sinceCanary = 0;
    }
  }

  private void begin(ModelCard candidate, Instant now) {
    canaries++;
    Canary.Snapshot start = new Canary(canaries).snapshot();
    comparison =
        new Comparison(
            new LearningState.Running(
                succession.championId(), candidate.id(), canaries, now, start));
    roster.change(
        candidate,
        ModelState.CHALLENGER,
        "is compared with " + succession.championId(),
        "canary_began");
  }

  /** Does what an operator orders, or refuses it with what was expected and found. */
  void turn(SwitchModel order, Instant now) {
    switch (order.verb()) {
      case PROMOTE -> succession.promoteByHand(String.valueOf(order.id()), this::interrupt, now);
      case ROLLBACK -> succession.rollBack(this::interrupt, now);
      case PIN -> succession.pin(order.id(), this::interrupt, now);
      case UNPIN -> succession.unpin();
      case RETRAIN -> {
        retraining.ask();
        sinceFit = settings.refitEach();
      }
    }
    if (order.verb() != Verb.UNPIN && order.verb() != Verb.RETRAIN) {
      championFor = 0;
      sinceCanary = 0;
    }
    roster.prune(settings.keepModels(), succession.held());
  }

  /** Ends a canary or a probation without a verdict. */
  private void interrupt() {
    probation = null;
    Comparison running = comparison;
    if (running != null) {
      comparison = null;
      ModelCard challenger = roster.named(running.challenger());
      String note = "its canary was ended by hand after " + running.length();
      roster.change(challenger, ModelState.CANDIDATE, note, "canary_ended");
    }
  }

  /** Who decides when all this is stored. */
  Serving serving() {
    double share = probation == null ? 0 : Probation.SHARE;
    return Serving.of(roster, succession, learner.outcomes(), share);
  }

  byte[] statistics() {
    return learner.toBytes();
  }

  LearningState state() {
    return new LearningState(
        LearningState.VERSION,
        succession.pinned(),
        succession.former(),
        comparison == null ? null : comparison.now(),
        probation == null ? null : probation.state(),
        canaries,
        sinceCanary,
        sinceFit,
        championFor,
        drift.state(),
        feedback.snapshot(),
        retraining.state());
  }

  /** Judges what is reported of recorded advice. */
  FeedbackGate feedback() {
    return feedback;
  }

  Roster roster() {
    return roster;
  }

  /** Of challengers of other families. */
  Retraining retraining() {
    return retraining;
  }

  /**
   * How learning stands.
   *
   * @param waiting outcomes that will be learned
   * @param quarantined reports that were kept away
   * @param stopped why nothing is learned; null while learning goes on
   */
  ModelList list(long waiting, long quarantined, @Nullable String stopped) {
    return new ModelList(
        roster.newestFirst(),
        succession.pinned(),
        learned,
        waiting,
        quarantined,
        drift.alarms(),
        drift.recovering(),
        comparison == null ? null : comparison.status(),
        probation == null ? null : probation.status(),
        stopped,
        retraining.last());
  }
}
