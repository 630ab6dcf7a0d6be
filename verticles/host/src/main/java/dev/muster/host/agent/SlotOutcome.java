package dev.muster.host.agent;

import dev.muster.host.cli.JsonText;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The end of one slot as it is reported: what came out and what was measured. */
record SlotOutcome(
    String result,
    @Nullable String message,
    SlotReport report,
    @Nullable Integer exitCode,
    Duration duration,
    @Nullable Long peakMemoryBytes,
    @Nullable Long pid,
    Instant from,
    Instant to) {

  /** The same end without the command's own words, for a host that refused those. */
  SlotOutcome withoutReport(String why) {
    String told = "the command's report was refused: " + why;
    return new SlotOutcome(
        result, told, SlotReport.NONE, exitCode, duration, peakMemoryBytes, pid, from, to);
  }

  /** The body of {@code POST /tasks/{id}/outcome}. */
  ObjectNode toJson(int slot, long fence) {
    ObjectNode body = JsonText.object().put("slot", slot).put("fence", fence).put("result", result);
    body.set("depends_on", JsonText.array(report.dependsOn()));
    body.put("message", message)
        .put("exit_code", exitCode)
        .put("duration_ms", duration.toMillis())
        .put("peak_memory_bytes", peakMemoryBytes)
        .put("tokens", report.tokens());
    var files = report.files();
    if (files == null) {
      body.putNull("files");
    } else {
      body.set("files", JsonText.array(files));
    }
    return body.put("pid", pid).put("from", from.toString()).put("to", to.toString());
  }
}
