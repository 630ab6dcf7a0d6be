package dev.muster.host.cli;

import dev.muster.contract.Session;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/**
 * The hook calls that brought no answer, as the shim wrote them into {@code hooks-missed.log} of
 * the data folder. The host tells of them when it starts and moves the file away.
 */
public record MissedHooks(List<Call> calls) {
  /** One call: when, of which agent, and why there was no answer. */
  public record Call(
      Instant at, String vendor, String event, String reason, String session, String folder) {
    /** One line: {@code epoch_seconds, vendor, event, reason, session, cwd}, between tabs. */
    private static Optional<Call> of(String line) {
      String[] parts = line.split("\t", -1);
      if (parts.length != 6 || !parts[0].matches("[0-9]{1,12}")) {
        return Optional.empty();
      }
      var at = Instant.ofEpochSecond(Long.parseLong(parts[0]));
      return Optional.of(new Call(at, parts[1], parts[2], parts[3], parts[4], parts[5]));
    }
  }

  /** The shim adds no line to 1 MiB. */
  private static final int BYTES_MAX = 2 << 20;

  public MissedHooks {
    calls = List.copyOf(calls);
  }

  /** Where the shim writes. */
  public static Path log(Path data) {
    return data.resolve("hooks-missed.log");
  }

  /** What the host has not told of yet. */
  public static MissedHooks read(Path data) {
    return in(log(data));
  }

  /** Reads a log, if there is one; lines that are none are left out. */
  public static MissedHooks in(Path log) {
    if (!Files.isRegularFile(log)) {
      return new MissedHooks(List.of());
    }
    try (var in = Files.newInputStream(log)) {
      String text = new String(in.readNBytes(BYTES_MAX), StandardCharsets.UTF_8);
      return new MissedHooks(text.lines().map(Call::of).flatMap(Optional::stream).toList());
    } catch (IOException e) {
      throw new Refusal(ExitCode.CONFIG, log + " cannot be read: " + e.getMessage());
    }
  }

  /** Whether such a reason says that something answered, if not as asked. */
  public static boolean refused(String reason) {
    return reason.startsWith("http_") || reason.equals("grants");
  }

  /** Those of real sessions: the proof itself tells of its own. */
  public MissedHooks real() {
    return new MissedHooks(calls.stream().filter(call -> !Session.proof(call.session())).toList());
  }

  public MissedHooks of(String vendor) {
    return new MissedHooks(calls.stream().filter(call -> call.vendor().equals(vendor)).toList());
  }

  /** How many calls went unanswered for each reason. */
  private Map<String, Long> reasons() {
    var reasons = new TreeMap<String, Long>();
    calls.forEach(call -> reasons.merge(call.reason(), 1L, Long::sum));
    return reasons;
  }

  /** The reasons with their counts, as in {@code timeout 1, unreachable 2}. */
  public String why() {
    return reasons().entrySet().stream()
        .map(reason -> reason.getKey() + " " + reason.getValue())
        .collect(Collectors.joining(", "));
  }

  /** The loud line for a person; empty when nothing was missed. */
  public Optional<String> warning() {
    if (calls.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        "!! "
            + calls.size()
            + " hook call"
            + (calls.size() == 1 ? "" : "s")
            + " of agents got no answer since "
            + calls.getFirst().at()
            + " ("
            + why()
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
