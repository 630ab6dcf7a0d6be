package dev.muster.lab.swarm;

/**
 * Every number of the lab, with where it comes from. They are frozen: a change of one changes every
 * figure that was ever made with them. {@code published} was read, {@code fitted} was set so that
 * published rows come out, the rest is assumed.
 */
public enum Parameter {
  // What arrives.
  SHARE_SEQUENTIAL(.30, "assumed"),
  SHARE_MIXED(.35, "assumed"),
  SHARE_DECOMPOSABLE(.20, "assumed"),
  SHARE_LONG(.15, "assumed"),
  MINUTES_SEQUENTIAL(8, "assumed; median minutes of one agent, the scale of SWE-Effi"),
  MINUTES_MIXED(10, "as above"),
  MINUTES_DECOMPOSABLE(18, "as above"),
  MINUTES_LONG(60, "as above"),
  MINUTES_SIGMA(.7, "assumed; of the logarithm"),
  TOOL_MEAN(.1, "assumed; load of coordination by tools, uniform in 0 to twice this"),
  LOAD_MEAN(.4, "assumed; of the machine, beside the task"),
  REUSE_MAX(.4, "assumed; 62 to 69 % are published for questions, which are not code (2411.05276)"),
  FLEET_FREE(.75, "assumed; share of decisions that find all eight agents free"),

  // How work goes on.
  STEP_SIGMA(.3, "assumed; of the logarithm of a step's time"),
  SKILL_SIGMA(.08, "assumed; of the logarithm of an agent's speed"),
  SLOWDOWN(.5, "assumed; a machine under full load takes so much longer"),
  PEER_COST(.012, "fitted; sigma of the universal scalability law, per peer"),
  PAIR_COST(.0016, "fitted; kappa of that law, per ordered pair; tools multiply it by 1 to 3"),

  // How it ends.
  SUCCESS_LOGIT(.9, "assumed; inside published resolve rates"),
  SUCCESS_PER_LOG_WORK(.45, "assumed; per factor e of work above 12 minutes"),
  SUCCESS_SIGMA(.9, "assumed"),
  TEAM_GAIN(.16, "CAID 2603.21489: +14 to +27 points where work divides; per doubling of n"),
  TEAM_SATURATION(.07, "Kim 2512.08296: negative returns above 45 % single-agent success"),
  TEAM_SATURATION_FROM(.45, "Kim 2512.08296"),
  TEAM_COORDINATION(.07, "Kim 2512.08296, tool-coordination; SWE-bench -2 to -15 %"),

  // What agents do to each other.
  PAIR_CONFLICT_ALPHA(1.2, "AgenticFlict: 27.67 % of agents' pull requests conflict"),
  PAIR_CONFLICT_BETA(7, "as above"),
  ISOLATION(.35, "assumed; what worktrees of their own leave of it"),
  CONFLICT_TIME(.10, "assumed; longer by this per conflict"),
  CONFLICT_SUCCESS(.03, "assumed; less likely to succeed by this per conflict"),

  // What it costs.
  TOKENS_PER_MINUTE(.06, "assumed; millions"),
  OVERHEAD_2(.58, "Kim 2512.08296: independent agents, work that does not divide"),
  OVERHEAD_3(1.2, "between 58 % and 285 %"),
  OVERHEAD_5(2.0, "as above"),
  OVERHEAD_7(2.85, "Kim 2512.08296: centralised"),
  OVERHEAD_SAVED(.8, "fitted; of the overhead, where all work divides"),
  FAILURE_TOKENS_MIN(1.9, "SWE-Effi: failures cost 1.9 to 4.8 times as much"),
  FAILURE_TOKENS_MAX(4.8, "as above"),
  MEMORY_MIN(.3, "published; GB per agent, 32.5 GB over 26 sessions on one machine"),
  MEMORY_MAX(1.3, "as above"),

  // What the result is worth: LEARNING 1.1, in values of the task.
  COST_MINUTE(.037, "fitted, so that no class is dead"),
  COST_TOKENS(.05, "as above; per million"),
  COST_CONFLICT(.04, "as above"),
  COST_MEMORY(.0001, "as above; per GB and minute"),
  COST_AGENT(.0004, "as above; per agent and minute with idle agents"),
  COST_AGENT_SCARCE(.003, "as above; more per agent and minute when few are free"),

  // What is seen of it.
  NOISE_COMPLEXITY(.07, "assumed; standard deviations of the sensor map"),
  NOISE_MEMORY(.04, "as above"),
  NOISE_CPU(.06, "as above"),
  NOISE_CACHE(.06, "as above"),
  NOISE_HISTORY(.10, "as above"),
  NOISE_COMMUNICATION(.08, "as above"),
  NOISE_SEMANTIC(.10, "as above"),
  NOISE_CONTENTION(.05, "as above");

  private final double usual;
  private final String source;

  Parameter(double usual, String source) {
    this.usual = usual;
    this.source = source;
  }

  public double usual() {
    return usual;
  }

  public String source() {
    return source;
  }
}
