package dev.muster.host.cli.hooks;

import java.util.Random;

/** A settings file as people have them: any indentation, line end, comment and trailing comma. */
final class RandomText {
  private final Random random;
  private final HookEntries entries;
  private final String newline;
  private final String step;
  private final boolean comments;
  private int names;

  RandomText(Random random, HookEntries entries) {
    this.random = random;
    this.entries = entries;
    newline = random.nextInt(4) == 0 ? "\r\n" : "\n";
    step = "  ".repeat(random.nextInt(3)) + (random.nextInt(4) == 0 ? "\t" : "");
    comments = entries.agent().form().comments() && random.nextBoolean();
  }

  String file() {
    String mark = random.nextInt(8) == 0 ? "\ufeff" : "";
    String head = comments && random.nextBoolean() ? "// mine" + newline : "";
    return mark + head + object(0, true) + (random.nextBoolean() ? newline : "");
  }

  private String object(int depth, boolean root) {
    int members = random.nextInt(4);
    int hooksAt = root && random.nextBoolean() ? random.nextInt(members + 1) : -1;
    var text = new StringBuilder("{");
    boolean inline = random.nextInt(5) == 0;
    for (int i = 0; i < members; i++) {
      text.append(i == 0 ? "" : ",").append(gap(depth + 1, inline));
      text.append(i == hooksAt ? "\"hooks\": " + hooks(depth + 1) : member(depth + 1));
    }
    return closed(text, depth, members == 0, inline, '}');
  }

  private String member(int depth) {
    String name = "\"key-" + names++ + "\":" + (random.nextBoolean() ? " " : "");
    return name
        + switch (random.nextInt(4)) {
          case 0 -> "\"value-" + names + "\"";
          case 1 -> "[1, \"b\\\"c // no\", {}]";
          case 2 -> depth < 3 ? object(depth, false) : "null";
          default -> "-1.5e3";
        };
  }

  private String hooks(int depth) {
    int events = random.nextInt(3);
    var text = new StringBuilder("{");
    boolean inline = random.nextInt(5) == 0;
    for (int i = 0; i < events; i++) {
      String event = entries.list().get(i * 3).event();
      text.append(i == 0 ? "" : ",").append(gap(depth + 1, inline));
      text.append("\"" + event + "\": " + groups(depth + 1));
    }
    return closed(text, depth, events == 0, inline, '}');
  }

  private String groups(int depth) {
    int groups = random.nextInt(3);
    var text = new StringBuilder("[");
    boolean inline = random.nextInt(4) == 0;
    for (int i = 0; i < groups; i++) {
      text.append(i == 0 ? "" : ",").append(gap(depth + 1, inline));
      text.append(
          entries.agent().form().grouped()
              ? "{\"matcher\": \"x\", \"hooks\": [{\"command\": \"own\"}]}"
              : "{\"command\": \"own\"}");
    }
    return closed(text, depth, groups == 0, inline, ']');
  }

  private String closed(
      StringBuilder text, int depth, boolean empty, boolean inline, char bracket) {
    if (empty) {
      String inside = random.nextInt(3) == 0 ? newline + step.repeat(depth) : "";
      return text + (random.nextInt(4) == 0 ? " " : inside) + bracket;
    }
    if (comments && random.nextInt(4) == 0) {
      text.append(",");
    }
    return text + (inline ? "" : comment() + newline + step.repeat(depth)) + bracket;
  }

  private String gap(int depth, boolean inline) {
    return inline ? (random.nextBoolean() ? " " : "") : comment() + newline + step.repeat(depth);
  }

  private String comment() {
    if (!comments || random.nextInt(3) > 0) {
      return "";
    }
    return random.nextBoolean() ? " // note, with a comma" : " /* note */";
  }
}
