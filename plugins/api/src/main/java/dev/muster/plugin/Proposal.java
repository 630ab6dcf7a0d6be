// SPDX-License-Identifier: Apache-2.0
package dev.muster.plugin;

import java.util.List;
import java.util.Map;

/**
 * A decision before it is made: the number of agents that would be chosen, the numbers that are
 * allowed (ascending, always with 1), the features that are known (each in [0,1], by their names in
 * decisions), and what proposed it.
 */
public record Proposal(
    int agents,
    List<Integer> allowed,
    Map<String, Double> features,
    String model,
    String provenance) {
  public Proposal {
    allowed = List.copyOf(allowed);
    features = Map.copyOf(features);
  }
}
