package dev.muster.lab.gate;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** A policy whose worth is to be told from the logs of another one. */
enum Target {
  /** The n that the model expects most of. */
  GREEDY,
  /** Greedy in half of the cases, any n in the others. */
  SOFT,
  /** Three agents, or all there are. */
  ALWAYS_3,
  /** Any n alike. */
  UNIFORM;

  private static final int CONSTANT = 3;

  /** How likely it plays each of the choices. */
  double[] plays(List<Choice> choices) {
    int greedy =
        IntStream.range(0, choices.size())
            .boxed()
            .max(Comparator.comparingDouble(i -> choices.get(i).expected[0]))
            .orElseThrow();
    double any = 1.0 / choices.size();
    return IntStream.range(0, choices.size())
        .mapToDouble(i ->
            switch (this) {
              case GREEDY -> i == greedy ? 1 : 0;
              case SOFT -> (i == greedy ? .5 : 0) + any / 2;
              case ALWAYS_3 -> i == Math.min(CONSTANT, choices.size()) - 1 ? 1 : 0;
              case UNIFORM -> any;
            })
        .toArray();
  }

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
