package dev.muster.contract;

/**
 * A decision on which champion and challenger differed, so that a coin said whose n was played
 * (LEARNING 1.6). What is expected is the mean of the models that expect, of both n: it must not
 * depend on the coin.
 *
 * @param champion the id of its card
 * @param challenger the id of its card, or of who served before a champion that is on probation;
 *     the heuristic curve has a name too
 * @param expectedReward in [0,1]
 * @param expectedFailure in [0,1]
 * @param expectedLogMinutes natural logarithm
 * @param expectedLogTokens natural logarithm of millions
 */
public record Trial(
    String champion,
    String challenger,
    int championAgents,
    int challengerAgents,
    boolean challengerPlayed,
    double expectedReward,
    double expectedFailure,
    double expectedLogMinutes,
    double expectedLogTokens) {}
