package dev.muster.host.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.host.cli.ScriptedHost.Answer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FiguresCommandTest {
  private static final String FIGURES =
      """
      {"at":"2026-03-02T09:30:00Z","figures":[
       {"name":"accuracy","value":0.6,"low":0.5,"high":0.7,"unit":"share","count":120,
        "window":"w","provenance":"measured","baseline":0.45,"baseline_name":"grade",
        "report":0.887},
       {"name":"time","value":1234567.0,"low":null,"high":null,"unit":"ms","count":3,
        "window":"w","provenance":"measured","baseline":null,"baseline_name":null,"report":null},
       {"name":"cache","value":null,"low":null,"high":null,"unit":"share","count":0,
        "window":"no cache","provenance":"unknown","baseline":null,"baseline_name":null,
        "report":0.837}]}
      """;

  private final ScriptedHost host = new ScriptedHost();
  @TempDir private Path folder = Path.of("");

  @AfterEach
  void close() {
    host.close();
  }

  @Test
  void a_figure_stands_with_its_interval_its_baseline_and_where_it_comes_from() throws Exception {
    host.announce(folder);
    host.on("/api/v1/figures", call -> Answer.ok(FIGURES));
    CliRun run = CliRun.of("figures", "--json", "--data", folder.toString());
    assertEquals(0, run.exitCode(), run::told);
    assertTrue(run.out().contains("accuracy"), run::out);
    String people = CliRun.of("figures", "--data", folder.toString()).out();
    assertTrue(people.contains("60.0 %"), people);
    assertTrue(people.contains("50.0..70.0"), people);
    assertTrue(people.contains("grade 45.0 %"), people);
    assertTrue(people.contains("88.7 %"), people);
    assertTrue(people.contains("1,234,567 ms"), people);
    assertTrue(people.contains("unknown"), people);
  }
}
