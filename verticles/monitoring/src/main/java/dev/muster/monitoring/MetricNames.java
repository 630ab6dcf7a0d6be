package dev.muster.monitoring;

import dev.muster.contract.Reading;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What a rule may be about: the names of the readings that every snapshot has. */
public final class MetricNames {
  private MetricNames() {}

  /** All of them, in the order of the alphabet. */
  public static Set<String> all() {
    var nothing = new Seen(List.of(), "", null, 0, List.of(), 0, null);
    return Readings.of(nothing, Readings.Counted.NOTHING).stream()
        .map(Reading::name)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
