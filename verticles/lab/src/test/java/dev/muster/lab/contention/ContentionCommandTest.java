package dev.muster.lab.contention;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.host.cli.ExitCode;
import dev.muster.host.cli.JsonText;
import dev.muster.host.cli.Refusal;
import dev.muster.lab.replay.TestRepository;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;

class ContentionCommandTest {
  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter error = new StringWriter();

  private int run(String... arguments) {
    var line = new CommandLine(new ContentionCommand());
    line.setOut(new PrintWriter(out));
    line.setErr(new PrintWriter(error));
    line.setParameterExceptionHandler((wrong, given) -> ExitCode.USAGE);
    line.setExecutionExceptionHandler((failure, command, parsed) -> {
      if (failure instanceof Refusal refusal) {
        error.write(refusal.reason());
        return refusal.exitCode();
      }
      throw failure;
    });
    return line.execute(
        Stream.concat(
                Stream.of(arguments), Stream.of("--tasks", "150", "--seeds", "3", "--agents", "8"))
            .toArray(String[]::new));
  }

  /** Forty commits; every {@code shared}th edits the same file, the others one of their own. */
  private Path gastown(int shared) throws IOException {
    var csv = new StringBuilder("sha,is_merge,insertions,deletions,files,files_truncated\n");
    for (int i = 0; i < 40; i++) {
      String file = i % shared == 0 ? "core.go" : "f" + i + ".go";
      csv.append("c%d,0,50,9,%s,0\n".formatted(i, file));
    }
    Path data = folder.resolve("data");
    Files.createDirectories(data.resolve("gastown_fleet"));
    Files.writeString(data.resolve("gastown_fleet/commits.csv"), csv);
    return data;
  }

  private Path repository(int commits) {
    var made = new TestRepository(folder.resolve("made"), folder.resolve("work"));
    for (int i = 1; i <= commits; i++) {
      made.write("f" + i % 4, i + "\n").commit("x");
    }
    return made.path();
  }

  @Test
  void the_bar_is_met_where_few_tasks_share_a_file() throws IOException {
    assertEquals(ExitCode.OK, run("--data", gastown(8).toString(), "--bound", "300"));
    String text = out.toString();
    assertTrue(text.contains("8 agents, 150 tasks a replication, seeds 1 to 3"), text);
    assertTrue(text.contains("met      80 % load, declare + park 85%"), text);
    assertTrue(text.contains("All figures are a replay"), text);
    assertTrue(text.lines().allMatch(line -> line.length() <= 130), text);
  }

  @Test
  void the_bar_is_not_met_where_every_task_shares_a_file() throws IOException {
    assertEquals(ExitCode.INTERNAL, run("--data", gastown(1).toString(), "--bound", "5"));
    assertTrue(out.toString().contains("NOT MET"), out.toString());
  }

  @Test
  void json_says_where_the_figures_come_from_and_is_the_same_for_the_same_seeds()
      throws IOException {
    String data = gastown(8).toString();
    run("--json", "--data", data, "--seed", "5");
    String first = out.toString();
    out.getBuffer().setLength(0);
    run("--json", "--data", data, "--seed", "5");
    assertEquals(first, out.toString());
    JsonNode document = JsonText.read(first);
    assertEquals("replayed", document.path("provenance").asString(""));
    assertEquals("[5,6,7]", document.path("seeds").toString());
    JsonNode gastown = document.path("sources").path(0);
    assertEquals(40, gastown.path("commits").asInt(0));
    assertEquals(4, gastown.path("loads").size());
    assertEquals(1.0, document.at("/sources/0/loads/0/strategies/0/throughput_ratio").asDouble(0));
    assertEquals(4, document.at("/bar/cells").size());
  }

  @Test
  void a_repository_is_replayed_with_its_lines_beside_gastown() throws IOException {
    run("--data", gastown(8).toString(), "--repo", repository(30).toString());
    String text = out.toString();
    assertTrue(text.contains("made: 30 commits"), text);
    assertTrue(text.contains("the history is replayed 5.0 times"), text);
    assertTrue(text.contains("park 85%, lines"), text);
    assertTrue(text.contains("median of 2 sources"), text);
  }

  @Test
  void what_is_absent_is_skipped_with_a_line() throws IOException {
    run(
        "--data",
        gastown(8).toString(),
        "--repo",
        folder.resolve("nowhere").toString(),
        repository(19).toString());
    assertTrue(error.toString().contains("nowhere: skipped, no git repository"), error::toString);
    assertTrue(error.toString().contains("made: skipped, 19 usable commits"), error::toString);
    assertTrue(out.toString().contains("median of 1 sources"), out::toString);
  }

  @Test
  void nothing_to_replay_is_refused() {
    assertEquals(ExitCode.CONFIG, run("--data", folder.toString()));
    assertTrue(error.toString().contains("commits.csv is absent"), error::toString);
  }

  @Test
  void wrong_options_are_refused() throws IOException {
    String data = gastown(8).toString();
    for (List<String> wrong :
        List.of(List.of("--bound", "0"), List.of("--bound", "x"), List.of("--seed", "x"))) {
      assertEquals(ExitCode.USAGE, run("--data", data, wrong.getFirst(), wrong.getLast()));
    }
  }
}
