package dev.muster.prediction;

import dev.muster.contract.Trial;
import java.util.List;
import java.util.function.ToDoubleBiFunction;

/**
 * What is stored of a decision that a coin makes between a champion and a challenger, or who served
 * before it.
 */
final class Trials {
  private Trials() {}

  /**
   * The champion's and the challenger's n.
   *
   * @param likely how likely the coin plays the challenger's, in (0,1)
   * @param plays whether it did
   */
  record Coin(int champion, int challenger, double likely, boolean plays) {
    int n() {
      return plays ? challenger : champion;
    }
  }

  /**
   * A trial with what the models expect, as the mean of both n: each counts as much as the other is
   * likely, because the one that is played less weighs more when it is. That of the n that was
   * played would depend on the coin: what it promises would be subtracted from what it gains
   * (LEARNING 1.6).
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
            coin.likely() * expected.applyAsDouble(model, coin.champion())
                + (1 - coin.likely()) * expected.applyAsDouble(model, coin.challenger()))
        .average()
        .orElseThrow();
  }
}
