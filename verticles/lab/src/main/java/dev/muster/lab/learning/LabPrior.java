package dev.muster.lab.learning;

import dev.muster.learning.Prior;
import dev.muster.model.Measure;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * The prior that labs of random parameters have in common (domain randomisation): whatever holds in
 * all of them is believed of a world that nobody has seen yet.
 */
final class LabPrior {
  private LabPrior() {}

  /** The prior's bytes; the same whatever the number of processors. */
  static byte[] bytes(int labs, int tasks, Consumer<String> note) {
    var done = new AtomicInteger();
    List<LabSums> sums =
        IntStream.range(0, labs)
            .parallel()
            .mapToObj(number -> {
              LabSums lab = LabSums.of(number, tasks);
              note.accept("lab %d of %d".formatted(done.incrementAndGet(), labs));
              return lab;
            })
            .toList();
    List<Measure> measures = List.of(Measure.values());
    return Prior.toBytes(
        IntStream.range(0, measures.size())
            .parallel()
            .mapToObj(measure -> {
              Prior.Normal fitted = PriorFit.of(sums, measure);
              note.accept("%s is fitted".formatted(measures.get(measure)));
              return fitted;
            })
            .toList());
  }
}
