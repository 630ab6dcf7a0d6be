package dev.muster.prediction;

import dev.muster.contract.Trial;
import java.util.List;
import java.util.function.ToDoubleBiFunction;

/** What is stored of a decision that a coin makes between a champion and a challenger. */
final class Trials {
  private Trials() {}

  /**
   * The champion's and the challenger's n.
   *
   * @param plays whether the coin played the challenger's
   */
  record Coin(int champion, int challenger, boolean plays) {
    int n() {
      return plays ? challenger : champion;
    }
  }

  /**
   * A trial with what the models expect, as the mean of both n. That of the n that was played would
   * depend on the coin: what it promises would be subtracted from what it gains (LEARNING 1.6).
   */
  static Trial of(String champion, String challenger, Coin coin, List<Outlook> models) {
    return new Trial(
        champion,
        challenger,
        coin.champion(),
        coin.challenger(),
        coin.plays(),
        mean(models, coin, Outlook::reward),
        1 - mean(models, coin, Outlook::success),
        mean(models, coin, (model, n) -> Math.log(model.minutes(n))),
        mean(models, coin, (model, n) -> Math.log(model.tokens(n))));
  }

  private static double mean(
      List<Outlook> models, Coin coin, ToDoubleBiFunction<Outlook, Integer> expected) {
    return models.stream()
        .mapToDouble(model ->
            (expected.applyAsDouble(model, coin.champion())
                    + expected.applyAsDouble(model, coin.challenger()))
                / 2)
        .average()
        .orElseThrow();
  }
}
