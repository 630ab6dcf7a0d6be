package dev.muster.host.http;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A question for a decision as people write it: the task's own fields beside those of the question.
 */
public final class DecideBody {
  private static final List<String> OF_THE_QUESTION =
      List.of("features", "features_at", "agents_max", "record", "asker");

  private DecideBody() {}

  /** The same as the bus takes it: the task's fields below {@code task}. */
  public static ObjectNode nested(ObjectNode flat) {
    ObjectNode question = flat.objectNode();
    for (String field : OF_THE_QUESTION) {
      JsonNode value = flat.remove(field);
      if (value != null) {
        question.set(field, value);
      }
    }
    return question.set("task", flat);
  }
}
