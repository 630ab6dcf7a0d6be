package dev.muster.monitoring.alert;

import dev.muster.contract.Alert;
import dev.muster.contract.AlertState;
import dev.muster.contract.Reading;
import dev.muster.contract.Silence;
import dev.muster.contract.SilenceId;
import dev.muster.contract.Snapshot;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Judges rules over snapshots, as Prometheus does: inactive, pending while the condition holds and
 * {@code for} is not over, firing until it has not held for {@code keep_firing_for}, resolved for a
 * quarter of an hour, inactive.
 *
 * <p>A value that is unknown keeps the state, and the time until it is known again counts for
 * nobody; so does a time in which nobody judged. Prometheus would take an absent value for a
 * condition that does not hold: here a sensor that broke resolves nothing.
 */
public final class AlertBoard {
  /** As long as Prometheus shows what was resolved. */
  static final Duration RESOLVED_SHOWN = Duration.ofMinutes(15);

  /** Where a value goes into a summary or a description. */
  public static final String VALUE = "{{ $value }}";

  private static final int DIGITS = 3;

  private final AlertRules rules;
  private final Duration gapMax;

  /** A longer time between two judgements than {@code gapMax} was watched by nobody. */
  public AlertBoard(AlertRules rules, Duration gapMax) {
    this.rules = rules;
    this.gapMax = gapMax;
  }

  /** How each rule stands after a snapshot, in the order of the rules. */
  public List<Standing> judge(Snapshot snapshot, List<Standing> before, List<Silence> silences) {
    Map<String, Standing> known = byName(before);
    var readings = new HashMap<String, Reading>();
    snapshot.readings().forEach(reading -> readings.put(reading.name(), reading));
    var after = new ArrayList<Standing>();
    for (AlertRule rule : rules.rules()) {
      Reading reading = readings.get(rule.expr().metric());
      Standing old = known.get(rule.name());
      after.add(next(rule, old == null ? fresh(rule, snapshot.at()) : old, reading, snapshot.at()));
    }
    return hush(after, silences, snapshot.at());
  }

  /** The same standings, with who inhibits and which silence hushes each at {@code now}. */
  public List<Standing> hush(List<Standing> standings, List<Silence> silences, Instant now) {
    List<Silence> active = silences.stream().filter(silence -> silence.active(now)).toList();
    List<Alert> firing =
        standings.stream()
            .map(Standing::alert)
            .filter(alert -> alert.state() == AlertState.FIRING)
            .toList();
    return standings.stream()
        .map(standing -> {
          Alert alert = standing.alert();
          return standing.with(hushed(alert, inhibitor(alert, firing), silence(alert, active)));
        })
        .toList();
  }

  /** What is left of alerts whose rules are gone: those that fired are resolved. */
  public List<Alert> gone(List<Standing> before, Instant now) {
    List<String> names = rules.rules().stream().map(AlertRule::name).toList();
    return before.stream()
        .map(Standing::alert)
        .filter(alert -> !names.contains(alert.name()))
        .map(alert -> {
          boolean fired = alert.state() == AlertState.FIRING;
          AlertState state = fired ? AlertState.RESOLVED : AlertState.INACTIVE;
          Alert ended = moved(alert, state, alert.value(), "its rule is gone", now);
          return hushed(ended, null, null);
        })
        .toList();
  }

  /** Whether what changed is worth an event. */
  public static boolean changed(@Nullable Alert before, Alert after) {
    return before == null
        ? after.state() != AlertState.INACTIVE
        : before.state() != after.state()
            || (before.value() == null) != (after.value() == null)
            || !Objects.equals(before.inhibitedBy(), after.inhibitedBy())
            || !Objects.equals(before.silencedBy(), after.silencedBy());
  }

  private static Map<String, Standing> byName(List<Standing> standings) {
    return standings.stream()
        .collect(Collectors.toMap(standing -> standing.alert().name(), standing -> standing));
  }

  private Standing next(AlertRule rule, Standing old, @Nullable Reading reading, Instant now) {
    Double value = reading == null ? null : reading.value();
    Duration passed = Duration.between(old.judgedAt(), now);
    boolean unwatched = value == null || passed.isNegative() || passed.compareTo(gapMax) > 0;
    Instant run = unwatched ? old.leavingOut(passed).runSince() : old.runSince();
    String off = reading == null || value == null ? null : off(rule, reading);
    AlertState state = old.alert().state();
    if (value != null) {
      boolean firing = state == AlertState.FIRING;
      boolean turns = firing != (off == null && rule.expr().holds(value));
      Duration limit = firing ? rule.keepFiringFor() : rule.holdFor();
      run = turns ? run == null ? now : run : null;
      boolean over = run != null && !run.plus(limit).isAfter(now);
      state = firing ? firing(over) : quiet(old.alert(), turns, over, now);
      run = over ? null : run;
    }
    String why = reading == null ? "no snapshot has it" : reading.note();
    String note = value == null ? "unknown: " + why : off;
    return new Standing(
        moved(described(rule, old.alert(), value), state, value, note, now), run, now);
  }

  private static AlertState firing(boolean over) {
    return over ? AlertState.RESOLVED : AlertState.FIRING;
  }

  private static AlertState quiet(Alert alert, boolean turns, boolean over, Instant now) {
    if (over) {
      return AlertState.FIRING;
    }
    if (turns) {
      return AlertState.PENDING;
    }
    boolean shown =
        alert.state() == AlertState.RESOLVED && now.isBefore(alert.since().plus(RESOLVED_SHOWN));
    return shown ? AlertState.RESOLVED : AlertState.INACTIVE;
  }

  private static @Nullable String off(AlertRule rule, Reading reading) {
    BaselineNeed need = rule.baseline();
    return need == null ? null : need.offBecause(reading.baseline(), rule.expr().number());
  }

  private static Standing fresh(AlertRule rule, Instant now) {
    var alert =
        new Alert(
            rule.name(),
            rule.severity(),
            rule.labels(),
            rule.expr().toString(),
            AlertState.INACTIVE,
            now,
            null,
            null,
            null,
            null,
            null,
            null,
            rule.summary(),
            rule.description());
    return new Standing(alert, null, now);
  }

  /** The alert in the words of the rule as it is now. */
  private static Alert described(AlertRule rule, Alert alert, @Nullable Double value) {
    String said =
        value == null
            ? "unknown"
            : BigDecimal.valueOf(value)
                .round(new MathContext(DIGITS))
                .stripTrailingZeros()
                .toPlainString();
    return new Alert(
        rule.name(),
        rule.severity(),
        rule.labels(),
        rule.expr().toString(),
        alert.state(),
        alert.since(),
        alert.firingSince(),
        alert.resolvedAt(),
        alert.value(),
        alert.note(),
        alert.inhibitedBy(),
        alert.silencedBy(),
        rule.summary().replace(VALUE, said),
        rule.description().replace(VALUE, said));
  }

  private static Alert moved(
      Alert alert, AlertState state, @Nullable Double value, @Nullable String note, Instant now) {
    boolean moves = alert.state() != state;
    boolean idle = state == AlertState.INACTIVE;
    boolean fires = moves && state == AlertState.FIRING;
    Instant resolved = moves && state == AlertState.RESOLVED ? now : alert.resolvedAt();
    return new Alert(
        alert.name(),
        alert.severity(),
        alert.labels(),
        alert.expr(),
        state,
        moves ? now : alert.since(),
        idle ? null : fires ? now : alert.firingSince(),
        idle || fires ? null : resolved,
        value,
        note,
        alert.inhibitedBy(),
        alert.silencedBy(),
        alert.summary(),
        alert.description());
  }

  private static Alert hushed(Alert alert, @Nullable String by, @Nullable SilenceId silence) {
    return new Alert(
        alert.name(),
        alert.severity(),
        alert.labels(),
        alert.expr(),
        alert.state(),
        alert.since(),
        alert.firingSince(),
        alert.resolvedAt(),
        alert.value(),
        alert.note(),
        by,
        silence,
        alert.summary(),
        alert.description());
  }

  private @Nullable String inhibitor(Alert alert, List<Alert> firing) {
    return stirs(alert)
        ? firing.stream()
            .filter(source -> rules.inhibitions().stream().anyMatch(r -> r.inhibits(source, alert)))
            .map(Alert::name)
            .findFirst()
            .orElse(null)
        : null;
  }

  private static @Nullable SilenceId silence(Alert alert, List<Silence> active) {
    return stirs(alert)
        ? active.stream()
            .filter(silence -> InhibitRule.matches(silence.matchers(), alert))
            .map(Silence::id)
            .findFirst()
            .orElse(null)
        : null;
  }

  private static boolean stirs(Alert alert) {
    return alert.state() == AlertState.PENDING || alert.state() == AlertState.FIRING;
  }
}
