package dev.muster.lab.figures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.host.cli.ExitCode;
import dev.muster.host.cli.JsonText;
import dev.muster.lab.assignment.AssignmentCommand;
import dev.muster.lab.failure.FailureCommand;
import dev.muster.lab.selection.SelectionCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;

class RecordedBenchesTest {
  @TempDir Path folder;
  private final StringWriter out = new StringWriter();

  private int run(Callable<Integer> command, String... more) {
    var line = new CommandLine(command);
    line.setOut(new PrintWriter(out));
    line.setErr(new PrintWriter(new StringWriter()));
    String[] all = new String[more.length + 2];
    all[0] = "--data";
    all[1] = folder.toString();
    System.arraycopy(more, 0, all, 2, more.length);
    return line.execute(all);
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Path parent = file.getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    Files.writeString(file, text);
  }

  private double ours(String metric) {
    String last = out.toString().strip().lines().reduce("", (before, line) -> line);
    for (JsonNode row : JsonText.read(last).get("rows")) {
      if (row.get("metric").asString().equals(metric)) {
        assertEquals("replayed", row.get("provenance").asString());
        return row.get("ours").asDouble();
      }
    }
    throw new AssertionError(metric + " in " + out);
  }

  @Test
  void data_that_are_absent_are_skipped_by_a_line_each() {
    assertEquals(ExitCode.OK, run(new FailureCommand()));
    assertEquals(ExitCode.OK, run(new SelectionCommand()));
    assertEquals(ExitCode.OK, run(new AssignmentCommand()));
    assertEquals(6, out.toString().lines().filter(line -> line.startsWith("skipped: ")).count());
    assertEquals(6, out.toString().lines().count());
  }

  /**
   * Two repositories of ten issues: cheap resolves the even ones for 1, strong all but one for 4.
   */
  @Test
  void a_checked_cascade_resolves_what_the_strong_agent_does_for_less() throws IOException {
    var csv = new StringBuilder("instance_id,repo,issue_no,agent,resolved,cost_usd,api_calls\n");
    for (int i = 0; i < 20; i++) {
      String issue = "i%02d,r%d,%d,".formatted(i, i / 10, i);
      csv.append(issue).append("cheap,").append(i % 2 == 0 ? 1 : 0).append(",1,5\n");
      csv.append(issue).append("strong,").append(i % 10 == 9 ? 0 : 1).append(",4,9\n");
    }
    write("swebench_verified_agents/runs.csv", csv.toString());
    assertEquals(ExitCode.OK, run(new AssignmentCommand(), "--json"));
    assertEquals(.9, ours("resolved_checked"), 1e-9);
    assertEquals(3, ours("cost_checked"), 1e-9);
    assertEquals(0, ours("gain_checked"), 1e-9);
    assertEquals(.9, ours("resolved_single_in_hindsight"), 1e-9);
    assertEquals(4, ours("cost_single_in_hindsight"), 1e-9);
  }

  @Test
  void pull_requests_are_foretold_from_those_that_were_closed_before() throws IOException {
    var csv =
        new StringBuilder(
            "agent,repo,language,stars,title,type,created_at,closed_at,merged,body_len,body_excerpt\n");
    for (int i = 0; i < 480; i++) {
      boolean bad = i % 3 == 0;
      String at = "2025-%02d-%02d %02d:00:00+00:00";
      String opened = at.formatted(1 + i / 250, 1 + i / 10 % 25, i % 10);
      String closed = at.formatted(1 + i / 250, 1 + i / 10 % 25, i % 10 + 5);
      csv.append(
          "a%d,r%d,Go,5,\"%s, the parser\",fix,%s,%s,%d,20,text\n"
              .formatted(i % 2, i % 4, bad ? "rewrite" : "correct", opened, closed, bad ? 0 : 1));
    }
    write("aidev_agent_prs/agent_prs.csv", csv.toString());
    assertEquals(ExitCode.OK, run(new FailureCommand(), "--json"));
    assertTrue(ours("pulls_auc") > .99, out.toString());
    assertTrue(ours("pulls_auc_gain_over_repo_and_agent_rate") > .3, out.toString());
  }

  @Test
  void the_algorithm_that_a_feature_tells_is_chosen() throws IOException {
    var costs = new StringBuilder("instance_id,a,b\n");
    var features = new StringBuilder("instance_id,x,y\n");
    var folds = new StringBuilder("instance_id,fold\n");
    for (int i = 0; i < 60; i++) {
      boolean first = i % 2 == 0;
      costs.append("i%d,%s\n".formatted(i, first ? "1,1000" : "1000,2"));
      features.append("i%d,%d,%s\n".formatted(i, first ? i : 100 + i, i % 7 == 0 ? "?" : "3"));
      folds.append("i%d,%d\n".formatted(i, 1 + i % 10));
    }
    write("aslib/QBF-2011/par10.csv", costs.toString());
    write("aslib/QBF-2011/features.csv", features.toString());
    write("aslib/QBF-2011/cv_folds.csv", folds.toString());
    assertEquals(ExitCode.OK, run(new SelectionCommand(), "--json"));
    assertEquals(1, ours("QBF-2011_closed_gap"), 1e-9);
    assertEquals(1.5, ours("QBF-2011_par10"), 1e-9);
  }
}
