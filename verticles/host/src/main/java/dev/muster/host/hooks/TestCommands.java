package dev.muster.host.hooks;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Commands whose exit code says whether tests passed, by their first words. What hides an exit
 * code, such as a pipe, makes no evidence.
 */
record TestCommands(List<List<String>> prefixes) {
  private static final Pattern MERGED_STREAMS = Pattern.compile("\\d?>&\\d|&>\\s*\\S+");
  private static final Pattern HIDES = Pattern.compile("[|;&\\n`]|\\$\\(");
  private static final Pattern ASSIGNMENT = Pattern.compile("\\w+=\\S*");
  private static final int COMMAND_MAX = 10_000;

  static TestCommands of(List<String> commands) {
    return new TestCommands(commands.stream().map(TestCommands::words).toList());
  }

  /**
   * Whether the last of commands joined by {@code &&} is one of them, and nothing hides its exit.
   */
  boolean decides(String command) {
    if (command.length() > COMMAND_MAX) {
      return false;
    }
    String plain = MERGED_STREAMS.matcher(command.strip()).replaceAll(" ");
    String[] steps = plain.split("&&", -1);
    if (Arrays.stream(steps).anyMatch(step -> HIDES.matcher(step).find())) {
      return false;
    }
    List<String> words =
        words(steps[steps.length - 1]).stream()
            .dropWhile(word -> word.equals("time") || ASSIGNMENT.matcher(word).matches())
            .toList();
    return prefixes.stream()
        .anyMatch(prefix ->
            words.size() >= prefix.size() && words.subList(0, prefix.size()).equals(prefix));
  }

  private static List<String> words(String command) {
    return List.of(command.strip().split("\\s+", -1));
  }
}
