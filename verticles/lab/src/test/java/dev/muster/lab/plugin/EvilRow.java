package dev.muster.lab.plugin;

import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** A line of the table: {@code what} happened is the same every time, {@code figures} are not. */
record EvilRow(String what, String figures) {
  static final String HEAD =
      "kind,plugin,outcome,edits,leaked_threads,host_before_p50_ms,host_before_p99_ms,"
          + "edit_before_p50_ms,edit_before_p99_ms,host_during_p50_ms,host_during_p99_ms,"
          + "edit_during_p50_ms,edit_during_p99_ms";

  private static final Pattern PATH = Pattern.compile("/\\S+/");

  static EvilRow of(EvilPlugin evil, JsonNode stands, int leaked, Seen before, Seen during) {
    String reason = stands.path("reason").asString("");
    String state = stands.path("state").asString("");
    String threads = leaked > 0 ? "; threads leaked" : "";
    return of(
        evil, state + (reason.isEmpty() ? "" : ": " + reason) + threads, leaked, before, during);
  }

  static EvilRow of(EvilPlugin evil, String outcome, int leaked, Seen before, Seen during) {
    String plain = PATH.matcher(outcome).replaceAll("").replace('"', '\'');
    String edits = evil.denies() ? "denied" : "allowed";
    return new EvilRow(
        "%s,%s,\"%s\",%s".formatted(evil.kind(), evil.name(), plain, edits),
        leaked + "," + before.cells() + "," + during.cells());
  }

  /**
   * The part of a table's line that is compared. Which of two calls at a time the last failure was,
   * the late one or the one that was given up with it, is chance.
   */
  static String what(String line) {
    return line.replaceFirst("(,[^,\"]*){9}$", "")
        .replace("a call was given up", "it did not answer within its deadline");
  }

  @Override
  public String toString() {
    return what + "," + figures;
  }
}
