package dev.muster.host.cli.hooks;

/** What stands between the values of a JSON text: white space and comments. */
final class Trivia {
  private Trivia() {}

  /** The first place from {@code from} on that is neither white space nor comment. */
  static int skip(String text, int from) {
    int at = from;
    while (at < text.length()) {
      int end = isSpace(text.charAt(at)) ? at + 1 : commentEnd(text, at);
      if (end == at) {
        break;
      }
      at = end;
    }
    return at;
  }

  /** Where the last comment between two places ends; {@code from} when there is none. */
  static int lastCommentEnd(String text, int from, int to) {
    int last = from;
    int at = from;
    while (at < to) {
      int end = commentEnd(text, at);
      last = end > at ? end : last;
      at = Math.max(end, at + 1);
    }
    return last;
  }

  /** True when a comment that runs to the end of its line stands last between two places. */
  static boolean endsInLineComment(String text, int from, int to) {
    int end = lastCommentEnd(text, from, to);
    return end > from && !text.startsWith("*/", end - 2);
  }

  /** The comma behind a value, or -1 when none comes before {@code limit}. */
  static int comma(String text, int from, int limit) {
    int at = skip(text, from);
    return at < limit && text.charAt(at) == ',' ? at : -1;
  }

  static boolean isSpace(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
  }

  /** The white space that begins the line of a place. */
  static String indentOf(String text, int place) {
    int start = text.lastIndexOf('\n', place - 1) + 1;
    int end = start;
    while (end < place && (text.charAt(end) == ' ' || text.charAt(end) == '\t')) {
      end++;
    }
    return text.substring(start, end);
  }

  /** True when nothing but white space stands before a place on its line. */
  static boolean beginsLine(String text, int place) {
    int start = text.lastIndexOf('\n', place - 1) + 1;
    return start > 0 && text.substring(start, place).isBlank();
  }

  private static int commentEnd(String text, int at) {
    if (text.startsWith("//", at)) {
      int end = text.indexOf('\n', at);
      end = end < 0 ? text.length() : end;
      return text.charAt(end - 1) == '\r' ? end - 1 : end;
    }
    if (text.startsWith("/*", at)) {
      int end = text.indexOf("*/", at + 2);
      return end < 0 ? at : end + 2;
    }
    return at;
  }
}
