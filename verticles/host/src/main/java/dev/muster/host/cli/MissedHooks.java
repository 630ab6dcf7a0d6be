package dev.muster.host.cli;

import dev.muster.contract.Session;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/**
 * The hook calls that brought no answer since the host started last, as the shim wrote them into
 * {@code hooks-missed.log} of the data folder. The host reads the file when it starts and moves it
 * away.
 */
public record MissedHooks(List<Call> calls) {
  /** One call: when, of which agent, and why there was no answer. */
  public record Call(
      Instant at, String vendor, String event, String reason, String session, String folder) {}

  /** The shim stops writing at this size. */
  private static final int BYTES_MAX = 2 << 20;

  public MissedHooks {
    calls = List.copyOf(calls);
  }

  /** Reads what is there; lines that are none are left out. */
  public static MissedHooks read(Path data) {
    Path log = data.resolve("hooks-missed.log");
    if (!Files.isRegularFile(log)) {
      return new MissedHooks(List.of());
    }
    try (var file = new RandomAccessFile(log.toFile(), "r")) {
      byte[] bytes = new byte[(int) Math.min(file.length(), BYTES_MAX)];
      file.readFully(bytes);
      var calls = new ArrayList<Call>();
      new String(bytes, StandardCharsets.UTF_8).lines().forEach(line -> add(line, calls));
      return new MissedHooks(calls);
    } catch (IOException e) {
      throw new Refusal(ExitCode.CONFIG, log + " cannot be read: " + e.getMessage());
    }
  }

  private static void add(String line, List<Call> calls) {
    String[] parts = line.split("\t", -1);
    if (parts.length == 6 && parts[0].matches("[0-9]{1,12}")) {
      var at = Instant.ofEpochSecond(Long.parseLong(parts[0]));
      calls.add(new Call(at, parts[1], parts[2], parts[3], parts[4], parts[5]));
    }
  }

  /** Those of real sessions: the proof itself tells of its own. */
  public MissedHooks real() {
    return new MissedHooks(calls.stream().filter(call -> !Session.proof(call.session())).toList());
  }

  public MissedHooks of(String vendor) {
    return new MissedHooks(calls.stream().filter(call -> call.vendor().equals(vendor)).toList());
  }

  /** How many calls went unanswered for each reason. */
  public Map<String, Long> reasons() {
    var reasons = new TreeMap<String, Long>();
    calls.forEach(call -> reasons.merge(call.reason(), 1L, Long::sum));
    return reasons;
  }

  /** The loud line for a person; empty when nothing was missed. */
  public Optional<String> warning() {
    if (calls.isEmpty()) {
      return Optional.empty();
    }
    var reasons = new ArrayList<String>();
    reasons().forEach((reason, count) -> reasons.add(reason + " " + count));
    return Optional.of(
        "!! "
            + calls.size()
            + " hook call"
            + (calls.size() == 1 ? "" : "s")
            + " of agents got no answer since "
            + calls.getFirst().at()
            + " ("
            + String.join(", ", reasons)
            + "): what was edited then has no lease. The next muster up reconciles it from git.");
  }

  public ObjectNode json() {
    ObjectNode node = JsonText.object().put("count", calls.size());
    node.put("since", calls.isEmpty() ? null : calls.getFirst().at().toString());
    ObjectNode reasons = node.putObject("reasons");
    reasons().forEach(reasons::put);
    return node;
  }
}
