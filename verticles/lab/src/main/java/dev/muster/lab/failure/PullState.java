package dev.muster.lab.failure;

import dev.muster.lab.failure.AgentPulls.Pull;
import dev.muster.model.risk.RiskScore;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What is known of pull requests that are closed, by agent, repository, kind and word. */
final class PullState {
  /** A rate is drawn towards the wider one by so many outcomes. */
  private static final double SHRINK = 4;

  /** A word says little before it was met some times. */
  private static final double WORD_SHRINK = 6;

  private static final Pattern BETWEEN_WORDS = Pattern.compile("[^a-z0-9]+");
  private static final List<String> AGENTS =
      List.of("Devin", "OpenAI_Codex", "Copilot", "Claude_Code", "Cursor");

  private final Map<String, Count> counts = new HashMap<>();

  private static final class Count {
    private double failed;
    private double all;
  }

  void learn(Pull pull) {
    keys(pull).forEach(key -> add(key, pull.failed()));
    words(pull).forEach(word -> add("word " + word, pull.failed()));
  }

  private void add(String key, boolean failed) {
    Count count = counts.computeIfAbsent(key, name -> new Count());
    count.failed += failed ? 1 : 0;
    count.all++;
  }

  private static List<String> keys(Pull pull) {
    return List.of(
        "all",
        "agent " + pull.agent(),
        "repo " + pull.repo(),
        "pair " + pull.repo() + " " + pull.agent(),
        "type " + pull.type(),
        "language " + pull.language());
  }

  private static Set<String> words(Pull pull) {
    var words = new LinkedHashSet<String>();
    BETWEEN_WORDS
        .splitAsStream(pull.text().toLowerCase(Locale.ROOT))
        .filter(word -> word.length() > 1)
        .forEach(words::add);
    return words;
  }

  double[] features(Pull pull) {
    double all = rate("all", .5, SHRINK);
    double agent = rate("agent " + pull.agent(), all, SHRINK);
    double repo = rate("repo " + pull.repo(), agent, SHRINK);
    double pair = rate("pair " + pull.repo() + " " + pull.agent(), repo, SHRINK);
    double[] told = {
      agent,
      pair,
      text(pull, all),
      repo,
      rate("type " + pull.type(), all, SHRINK),
      rate("language " + pull.language(), all, SHRINK),
      pull.stars(),
      pull.bodyLength(),
      pull.title().length(),
      count("repo " + pull.repo()),
      count("pair " + pull.repo() + " " + pull.agent()),
      Math.floorMod(pull.at(), JitStreams.DAY) / 3600.0
    };
    double[] features = Arrays.copyOf(told, told.length + AGENTS.size());
    int which = AGENTS.indexOf(pull.agent());
    if (which >= 0) {
      features[told.length + which] = 1;
    }
    return features;
  }

  private double count(String key) {
    Count count = counts.get(key);
    return count == null ? 0 : count.all;
  }

  private double rate(String key, double wider, double shrink) {
    Count count = counts.get(key);
    return count == null ? wider : (count.failed + shrink * wider) / (count.all + shrink);
  }

  /** The words' mean log-odds against the rate of all, times the root of their number. */
  private double text(Pull pull, double all) {
    double sum = 0;
    Set<String> words = words(pull);
    for (String word : words) {
      double rate = rate("word " + word, all, WORD_SHRINK);
      sum += Math.log(rate / (1 - rate)) - Math.log(all / (1 - all));
    }
    return RiskScore.probability(sum / Math.sqrt(Math.max(1, words.size())));
  }
}
