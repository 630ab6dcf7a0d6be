package dev.muster.host.cli;

import java.io.PrintWriter;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * Where a command prints. People get text, programs one JSON document on standard output; notes go
 * to standard error in both cases.
 *
 * <p>Plain ASCII only: it is readable under {@code LANG=C}. Control characters that came from
 * outside are replaced, so that a task's text cannot drive the terminal, and so are those that turn
 * the direction of the text.
 */
public final class Screen {
  private final PrintWriter out;
  private final PrintWriter error;
  private final boolean json;
  private final boolean colours;
  private final int width;

  Screen(PrintWriter out, PrintWriter error, boolean json, boolean colours, int width) {
    this.out = out;
    this.error = error;
    this.json = json;
    this.colours = colours;
    this.width = width;
  }

  public boolean json() {
    return json;
  }

  /** Columns of the terminal, or a readable default when that is not known. */
  public int width() {
    return width;
  }

  /** True when progress and colour reach a person's eyes. */
  public boolean colours() {
    return colours;
  }

  /** Prints the JSON document under {@code --json}, the lines otherwise. */
  public void show(JsonNode document, List<String> lines) {
    if (json) {
      document(document);
    } else {
      lines.forEach(this::line);
    }
  }

  public void line(String text) {
    out.println(clean(text));
    out.flush();
  }

  public void document(JsonNode document) {
    out.println(JsonText.write(document));
    out.flush();
  }

  /** Prints a line about progress or trouble on standard error. */
  public void note(String text) {
    error.println(clean(text));
    error.flush();
  }

  static String clean(String text) {
    return text.replaceAll(
        "[\\p{Cntrl}\\x{61c}\\x{200e}\\x{200f}\\x{202a}-\\x{202e}\\x{2066}-\\x{2069}&&[^\n\t]]",
        "?");
  }
}
