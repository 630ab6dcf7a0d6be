package dev.muster.monitoring;

import dev.muster.contract.Alert;
import dev.muster.contract.AlertChange;
import dev.muster.contract.AlertChanged;
import dev.muster.contract.AlertHistory;
import dev.muster.contract.AlertList;
import dev.muster.contract.AlertState;
import dev.muster.contract.EndSilence;
import dev.muster.contract.FailureCode;
import dev.muster.contract.ListAlertHistory;
import dev.muster.contract.ListSnapshots;
import dev.muster.contract.Refused;
import dev.muster.contract.Silence;
import dev.muster.contract.SilenceAlerts;
import dev.muster.contract.SilenceAnswer;
import dev.muster.contract.SilenceId;
import dev.muster.contract.Snapshot;
import dev.muster.contract.SnapshotList;
import dev.muster.monitoring.alert.AlertBoard;
import dev.muster.monitoring.alert.AlertRule;
import dev.muster.monitoring.alert.AlertRules;
import dev.muster.monitoring.alert.Standing;
import dev.muster.store.Tx;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Alerts and silences in the store: everything that is remembered is there, and nothing here. */
public final class AlertDesk {
  private final List<String> names;
  private final AlertBoard board;
  private final MonitoringLimits limits;
  private final RandomGenerator random;

  public AlertDesk(AlertRules rules, MonitoringLimits limits, RandomGenerator random) {
    this.names = rules.rules().stream().map(AlertRule::name).toList();
    this.board = new AlertBoard(rules, limits.every().multipliedBy(2));
    this.limits = limits;
    this.random = random;
  }

  /** Stores a snapshot, judges the rules by it, and forgets what is old. */
  public Snapshot record(Tx tx, Snapshot snapshot) {
    Instant now = snapshot.at();
    tx.snapshots().put(snapshot);
    List<Standing> before = tx.alerts().standings(Standing.class);
    Map<String, Alert> was = alerts(before);
    for (Alert gone : board.gone(before, now)) {
      tell(tx, was.get(gone.name()), gone, now);
      tx.alerts().remove(gone.name());
    }
    settle(tx, was, board.judge(snapshot, before, tx.alerts().silences()), now);
    tx.snapshots().trim(now.minus(limits.keep()));
    tx.alerts().trimSilences(now.minus(limits.keep()));
    return snapshot;
  }

  SilenceAnswer silence(Tx tx, SilenceAlerts order, Instant now) {
    if (tx.alerts().silences().size() >= limits.silencesMax()) {
      throw new Refused(
          FailureCode.OVERLOADED,
          limits.silencesMax() + " silences are kept (monitoring.silences_max)");
    }
    Silence silence = order.at(now, SilenceId.next(now, random));
    return hush(tx, silence, now);
  }

  SilenceAnswer end(Tx tx, EndSilence order, Instant now) {
    Silence silence = tx.alerts().silence(order.id());
    if (silence == null) {
      throw new Refused(FailureCode.NOT_FOUND, "no silence has the id " + order.id());
    }
    if (!now.isBefore(silence.endsAt())) {
      return new SilenceAnswer(silence);
    }
    Instant start = silence.startsAt().isAfter(now) ? now : silence.startsAt();
    var ended =
        new Silence(
            silence.id(), silence.matchers(), start, now, silence.createdBy(), silence.comment());
    return hush(tx, ended, now);
  }

  private SilenceAnswer hush(Tx tx, Silence silence, Instant now) {
    tx.alerts().put(silence);
    List<Standing> before = tx.alerts().standings(Standing.class);
    settle(tx, alerts(before), board.hush(before, tx.alerts().silences(), now), now);
    return new SilenceAnswer(silence);
  }

  AlertList list(Tx tx) {
    List<Alert> alerts =
        tx.alerts().standings(Standing.class).stream()
            .map(Standing::alert)
            .sorted(Comparator.comparingInt(alert -> names.indexOf(alert.name())))
            .toList();
    return new AlertList(tx.snapshots().newest(), alerts, tx.alerts().silences());
  }

  static AlertHistory history(Tx tx, ListAlertHistory request) {
    return new AlertHistory(tx.alerts().history(request.name(), request.limit()));
  }

  static SnapshotList snapshots(Tx tx, ListSnapshots request, Instant now) {
    List<Snapshot> all = tx.snapshots().since(now.minus(Duration.ofMinutes(request.minutes())));
    String name = request.name();
    return new SnapshotList(
        name == null ? all : all.stream().map(snapshot -> only(name, snapshot)).toList());
  }

  private static Snapshot only(String name, Snapshot snapshot) {
    return new Snapshot(
        snapshot.at(),
        snapshot.readings().stream().filter(reading -> reading.name().equals(name)).toList(),
        snapshot.trends().stream().filter(trend -> trend.name().equals(name)).toList());
  }

  private static Map<String, Alert> alerts(List<Standing> standings) {
    var alerts = new HashMap<String, Alert>();
    standings.forEach(standing -> alerts.put(standing.alert().name(), standing.alert()));
    return alerts;
  }

  private void settle(Tx tx, Map<String, Alert> before, List<Standing> after, Instant now) {
    for (Standing standing : after) {
      Alert alert = standing.alert();
      tx.alerts().put(alert.name(), standing);
      tell(tx, before.get(alert.name()), alert, now);
    }
  }

  private void tell(Tx tx, @Nullable Alert was, Alert alert, Instant now) {
    AlertState from = was == null ? AlertState.INACTIVE : was.state();
    if (from != alert.state()) {
      tx.alerts()
          .append(
              new AlertChange(
                  now,
                  alert.name(),
                  alert.severity(),
                  from,
                  alert.state(),
                  alert.value(),
                  alert.inhibitedBy(),
                  alert.silencedBy()),
              limits.historyMax());
    }
    if (AlertBoard.changed(was, alert)) {
      tx.events().append(seq -> new AlertChanged(seq, now, alert));
    }
  }
}
