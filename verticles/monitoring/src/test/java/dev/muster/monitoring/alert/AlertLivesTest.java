package dev.muster.monitoring.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.muster.contract.Alert;
import dev.muster.contract.AlertState;
import dev.muster.contract.Reading;
import dev.muster.contract.Severity;
import dev.muster.contract.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Random lives of an alert against a reference that looks at its whole past each time. */
final class AlertLivesTest {
  private static final Instant START = Instant.parse("2026-03-02T09:00:00Z");
  private static final int LIVES = 300;
  private static final int MINUTES = 120;

  @Test
  void an_alert_fires_exactly_when_its_known_past_says_so() {
    for (int seed = 0; seed < LIVES; seed++) {
      var random = new Random(seed);
      int hold = random.nextInt(5);
      int keep = random.nextInt(5);
      List<AlertState> expected = new ArrayList<>();
      List<AlertState> found = live(random, hold, keep, expected);
      assertEquals(expected, found, "seed " + seed + ", for " + hold + ", keep " + keep);
    }
  }

  private static List<AlertState> live(
      Random random, int hold, int keep, List<AlertState> expected) {
    var rules =
        new AlertRules(List.of(AlertBoardTest.hot("Hot", Severity.WARNING, hold, keep)), List.of());
    var board = new AlertBoard(rules, Duration.ofMinutes(2));
    List<Standing> standings = List.of();
    var past = new ArrayList<Boolean>();
    var states = new ArrayList<AlertState>();
    boolean hot = false;
    for (int minute = 0; minute < MINUTES; minute++) {
      hot = random.nextInt(4) == 0 ? !hot : hot;
      boolean known = random.nextInt(5) > 0;
      Double heat = known ? hot ? 6.0 : 5.0 : null;
      if (known) {
        past.add(hot);
      }
      standings = board.judge(snapshot(minute, heat), standings, List.of());
      Alert alert = standings.getFirst().alert();
      states.add(simple(alert.state()));
      expected.add(reference(past, hold, keep));
    }
    return states;
  }

  /**
   * Over the known minutes only: a run of more than {@code hold} minutes fires, a run of more than
   * {@code keep} without ends it.
   */
  private static AlertState reference(List<Boolean> past, int hold, int keep) {
    boolean firing = false;
    int run = 0;
    for (boolean hot : past) {
      run = hot == firing ? 0 : run + 1;
      if (run > (firing ? keep : hold)) {
        firing = !firing;
        run = 0;
      }
    }
    return firing ? AlertState.FIRING : run > 0 ? AlertState.PENDING : AlertState.INACTIVE;
  }

  /** Whether it was resolved lately is told apart elsewhere. */
  private static AlertState simple(AlertState state) {
    return state == AlertState.RESOLVED ? AlertState.INACTIVE : state;
  }

  private static Snapshot snapshot(int minute, @Nullable Double heat) {
    var reading = new Reading("heat", heat, null, heat == null ? "away" : null);
    return new Snapshot(START.plusSeconds(60L * minute), List.of(reading), List.of());
  }
}
