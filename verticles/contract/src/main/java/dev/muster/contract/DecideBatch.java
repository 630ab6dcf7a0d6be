package dev.muster.contract;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Ask for many fleets of the askers' own at once; nothing is stored. */
public record DecideBatch(List<Question> questions) implements Request {
  /** Questions in one message. */
  public static final int QUESTIONS_MAX = 64;

  public DecideBatch {
    questions = List.copyOf(Message.required("questions", questions));
    if (questions.isEmpty() || questions.size() > QUESTIONS_MAX) {
      throw new IllegalArgumentException(
          "questions must be 1 to " + QUESTIONS_MAX + ", were " + questions.size());
    }
  }

  /**
   * One question.
   *
   * @param features by name, each in [0,1]; those that are missing are unknown
   * @param agentsMax how many agents there are, 1..8; null is 8
   * @param value of the task; null is 1
   */
  public record Question(
      Map<String, Double> features, @Nullable Integer agentsMax, @Nullable Double value) {
    public Question {
      features = Map.copyOf(Message.required("features", features));
      features.forEach(Decide::check);
      Decide.checkAgents(agentsMax);
      if (value != null && !(value > 0 && value <= 1e6)) {
        throw new IllegalArgumentException("value must be > 0 and <= 1e6, was " + value);
      }
    }
  }
}
