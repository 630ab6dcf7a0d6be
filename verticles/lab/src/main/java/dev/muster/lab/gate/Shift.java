package dev.muster.lab.gate;

import dev.muster.lab.learning.World;
import dev.muster.lab.swarm.Lab;
import dev.muster.lab.swarm.Parameter;
import dev.muster.lab.swarm.Parameters;
import java.util.Locale;
import java.util.Map;

/** How the world changes: parameters that become so many times what they are. */
enum Shift {
  /** Other work comes: .10, .25, .30 and .35 instead of .30, .35, .20 and .15. */
  MIX(
      Map.of(
          Parameter.SHARE_SEQUENTIAL, 1 / 3.0,
          Parameter.SHARE_MIXED, 5 / 7.0,
          Parameter.SHARE_DECOMPOSABLE, 1.5,
          Parameter.SHARE_LONG, 7 / 3.0)),
  /** Teams gain less and cost more: one agent is best for half of the tasks. */
  TEAMS_WORSE(
      Map.of(
          Parameter.TEAM_GAIN, .25,
          Parameter.TEAM_COORDINATION, 3.0,
          Parameter.PEER_COST, 5.0,
          Parameter.PAIR_COST, 5.0)),
  /** Teams gain more and cost less: four agents and more are best for most tasks. */
  TEAMS_BETTER(
      Map.of(
          Parameter.TEAM_GAIN, 2.0,
          Parameter.TEAM_SATURATION, .1,
          Parameter.TEAM_COORDINATION, .1,
          Parameter.PEER_COST, .2,
          Parameter.PAIR_COST, .2,
          Parameter.OVERHEAD_2, .3,
          Parameter.OVERHEAD_3, .3,
          Parameter.OVERHEAD_5, .3,
          Parameter.OVERHEAD_7, .3));

  @SuppressWarnings("ImmutableEnumChecker") // Map.of cannot be changed
  private final Map<Parameter, Double> factors;

  Shift(Map<Parameter, Double> factors) {
    this.factors = factors;
  }

  /** The world after it. */
  World of(World before) {
    Parameters parameters = before.lab().parameters();
    for (Parameter parameter : Parameter.values()) {
      parameters = parameters.scaled(parameter, factors.getOrDefault(parameter, 1.0));
    }
    return new World(new Lab(before.lab().equations(), parameters), before.map());
  }

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
