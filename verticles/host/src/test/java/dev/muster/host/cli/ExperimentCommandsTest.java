package dev.muster.host.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.host.cli.ScriptedHost.Answer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ExperimentCommandsTest {
  private static final String PATH = "/api/v1/experiments";
  private static final String LIST =
      """
      {"experiments":[{"id":"experiment_1","name":"cheaper",
       "b":{"weights":{"tokens":0.4},"agents_max":3},
       "blocks":{"minutes":30,"washout_min":6,"seed":7},"number":1,"state":"%s","reason":%s,
       "figures":{"outcomes":900,"units":60,"late":2,
        "arms":[{"arm":"A","count":430,"reward":0.71,"success":0.8,"minutes":12.5,"tokens":null,
         "provenance":"measured"}],
        "difference":{"value":0.07,"low":0.01,"high":0.13,"provenance":"measured"},
        "evidence":41.5,"needed":40.0,"guards":[{"name":"worse","evidence":0.1,"needed":20.0}]},
       "conf":[%s],"since":"2026-03-02T09:30:00Z","until":null}]}
      """;

  private final ScriptedHost host = new ScriptedHost();
  @TempDir private Path folder = Path.of("");

  @BeforeEach
  void open() throws Exception {
    host.announce(folder);
  }

  @AfterEach
  void close() {
    host.close();
  }

  @Test
  void start_sends_what_arm_b_does_otherwise() throws Exception {
    host.on(PATH, call -> Answer.ok(LIST.formatted("open", "null", "")));
    CliRun run =
        run(
            "start",
            "cheaper",
            "--b",
            "weights.tokens=0.4",
            "--b",
            "masks.agents_max=3",
            "--blocks",
            "30m",
            "--washout",
            "5m");
    assertEquals(ExitCode.OK, run.exitCode(), run::told);
    assertEquals(
        JsonText.read(
            """
            {"name":"cheaper","b":{"weights":{"tokens":0.4},"agents_max":3},"blocks_min":30,
             "washout_min":5}\
            """),
        host.await(PATH).body());
  }

  @Test
  void what_cannot_be_compared_is_a_wrong_usage_and_says_why() {
    CliRun scheduler = run("start", "x", "--b", "scheduler=fifo");
    assertEquals(ExitCode.USAGE, scheduler.exitCode());
    assertTrue(scheduler.error().contains("the queue has one order"), scheduler::told);
    assertEquals(ExitCode.USAGE, run("start", "x").exitCode());
    assertEquals(ExitCode.USAGE, run("start", "x", "--b", "masks.agents_max=few").exitCode());
    assertEquals(
        ExitCode.USAGE,
        run("start", "x", "--b", "masks.agents_max=3", "--blocks", "90s").exitCode());
    assertEquals(ExitCode.USAGE, run().exitCode());
  }

  @Test
  void status_shows_the_figures_and_the_keys_of_the_configuration() {
    host.on(
        PATH,
        call ->
            Answer.ok(
                LIST.formatted(
                    "better", "\"after 60 blocks\"", "\"prediction.cost_tokens: 0.4\"")));
    String people = run("status").out();
    assertTrue(people.contains("cheaper, experiment_1: better, after 60 blocks"), people);
    assertTrue(
        people.contains("B: weights.tokens=0.4 masks.agents_max=3; blocks of 30 min"), people);
    assertTrue(people.contains("0.710"), people);
    assertTrue(people.contains("unknown"), people);
    assertTrue(people.contains("difference B - A 0.070 [0.010, 0.130]"), people);
    assertTrue(people.contains("of 60 blocks (measured)"), people);
    assertTrue(people.contains("evidence 41.50 of 40; against B: worse 0.10 of 20"), people);
    assertTrue(people.contains("to set in conf/muster.yaml: prediction.cost_tokens: 0.4"), people);
    assertTrue(people.contains("raise prediction.utility_version"), people);
    assertEquals("better", run("status", "--json").json().at("/experiments/0/state").asString());
  }

  @Test
  void stop_ends_the_open_one_and_says_when_there_is_none() throws Exception {
    host.on(PATH, call -> Answer.ok(LIST.formatted("better", "null", "")));
    assertEquals(ExitCode.USAGE, run("stop").exitCode());
    host.on(PATH, call -> Answer.ok(LIST.formatted("open", "null", "")));
    host.on(PATH + "/experiment_1/stop", call -> Answer.ok(LIST.formatted("stopped", "null", "")));
    CliRun run = run("stop");
    assertEquals(ExitCode.OK, run.exitCode(), run::told);
    assertTrue(run.out().contains("stopped"), run::told);
  }

  private CliRun run(String... arguments) {
    String[] all = new String[arguments.length + 3];
    all[0] = "experiment";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    all[all.length - 2] = "--data";
    all[all.length - 1] = folder.toString();
    return CliRun.of(all);
  }
}
