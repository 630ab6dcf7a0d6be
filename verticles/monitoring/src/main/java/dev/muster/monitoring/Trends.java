package dev.muster.monitoring;

import dev.muster.contract.Result;
import dev.muster.contract.Trend;
import dev.muster.store.FigureRows.Closed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The trends of the figures that each outcome says something of. */
final class Trends {
  static final Duration WINDOW = Duration.ofMinutes(30);
  static final Duration EVERY = Duration.ofMinutes(5);
  private static final double MILLIS_PER_HOUR = 3_600_000;
  private static final double MILLIS_PER_MINUTE = 60_000;

  private Trends() {}

  /** Through the outcomes of the latest {@link #WINDOW}; {@code closed} is newest first. */
  static List<Trend> of(List<Closed> closed, Instant now, RandomGenerator random) {
    Instant oldest = now.minus(WINDOW);
    List<Closed> recent =
        closed.reversed().stream()
            .filter(c -> !c.at().isBefore(oldest) && !c.at().isAfter(now))
            .toList();
    return List.of(
        trend("error_rate", "share per hour", recent, now, random, Trends::failed),
        trend("model_accuracy", "share per hour", recent, now, random, Trends::right),
        trend("coordination_accuracy", "share per hour", recent, now, random, Trends::kept),
        trend(
            "duration",
            "minutes per hour",
            recent,
            now,
            random,
            c -> ratio(c.durationMs(), MILLIS_PER_MINUTE)),
        trend("tokens", "tokens per hour", recent, now, random, c -> ratio(c.tokens(), 1)),
        trend(
            "conflicts", "conflicts per hour", recent, now, random, c -> ratio(c.conflicts(), 1)));
  }

  private static Trend trend(
      String name,
      String unit,
      List<Closed> closed,
      Instant now,
      RandomGenerator random,
      Function<Closed, @Nullable Double> measure) {
    var hours = new ArrayList<Double>();
    var values = new ArrayList<Double>();
    for (Closed outcome : closed) {
      Double value = measure.apply(outcome);
      if (value != null) {
        hours.add(Duration.between(now, outcome.at()).toMillis() / MILLIS_PER_HOUR);
        values.add(value);
      }
    }
    Slope slope = Slope.of(array(hours), array(values), random);
    return new Trend(
        name,
        slope.value(),
        slope.low(),
        slope.high(),
        unit,
        values.size(),
        (int) WINDOW.toMinutes());
  }

  private static @Nullable Double failed(Closed closed) {
    boolean bad = closed.result() == Result.FAILED || closed.result() == Result.EXPIRED;
    return LiveFigures.ended(closed) ? Readings.share(bad) : null;
  }

  private static @Nullable Double right(Closed closed) {
    return promised(closed) ? Readings.share(Readings.right(closed)) : null;
  }

  private static @Nullable Double kept(Closed closed) {
    return promised(closed) && LiveFigures.settled(closed)
        ? Readings.share(LiveFigures.kept(closed))
        : null;
  }

  private static boolean promised(Closed closed) {
    return closed.promise() != null && closed.result().judged();
  }

  private static @Nullable Double ratio(@Nullable Number value, double unit) {
    return value == null ? null : value.doubleValue() / unit;
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
