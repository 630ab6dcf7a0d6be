package dev.muster.host.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.host.cli.CliRun;
import dev.muster.host.repo.GitFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A repository of 400 days in which large commits are broken: learned, ranked and refused. */
final class RiskCommandsTest {
  @TempDir private static Path folder = Path.of("");
  private static GitFolder planted = new GitFolder(Path.of(""));
  private static CliRun learned = new CliRun(0, "", "");

  @BeforeAll
  static void learn() {
    planted = PlantedHistory.make(folder.resolve("planted"), 400, 7);
    learned = run("learn", "risk", planted.path().toString(), "--within-days", "30", "--json");
  }

  private static CliRun run(String... arguments) {
    var all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--data", folder.resolve("data").toString()));
    return CliRun.of(all.toArray(String[]::new));
  }

  private static CliRun forecast(String... arguments) {
    var all = new ArrayList<>(List.of("forecast", "risk", "--repo", planted.path().toString()));
    all.addAll(List.of(arguments));
    return run(all.toArray(String[]::new));
  }

  private static double figure(String name) {
    return learned
        .json()
        .path("figures")
        .valueStream()
        .filter(one -> one.path("name").asString("").equals(name))
        .findFirst()
        .orElseThrow()
        .path("value")
        .asDouble();
  }

  @Test
  void what_was_planted_is_learned_and_ranked() {
    assertEquals(0, learned.exitCode(), learned::told);
    assertTrue(figure("auc") > .8, learned::told);
    assertTrue(figure("brier_skill") > .2, learned::told);
    JsonNode first = learned.json().path("figures").path(0);
    assertEquals("replayed", first.path("provenance").asString(""));
    assertTrue(first.path("ci95").path(0).asDouble() <= first.path("value").asDouble());
    assertEquals("estimated", learned.json().path("label").path("provenance").asString(""));
  }

  @Test
  void a_large_commit_raises_an_alarm_that_a_small_one_does_not() {
    planted.write("part0/small.txt", "one line more of text\n");
    planted.git("add", "-A");
    JsonNode small = forecast("--staged", "--json").json();
    for (int file = 0; file < 4; file++) {
      planted.write("part%d/sub%d/large.txt".formatted(file, file), "a line of text\n".repeat(30));
    }
    planted.git("add", "-A");
    CliRun large = forecast("--staged", "--json", "--fail-on-alarm");
    planted.git("reset", "-q", "--hard");
    assertFalse(small.path("alarm").asBoolean(), small::toString);
    assertTrue(large.json().path("alarm").asBoolean(), large::told);
    assertEquals(1, large.exitCode());
    assertTrue(
        large.json().path("probability").asDouble() > 3 * small.path("probability").asDouble());
    assertEquals("estimated", small.path("provenance").asString(""));
  }

  @Test
  void an_alarm_is_a_matter_of_costs() {
    assertTrue(forecast("--json", "--cost-miss", "1e9").json().path("alarm").asBoolean());
    CliRun calm = forecast("--cost-check", "1e9", "--fail-on-alarm");
    assertEquals(0, calm.exitCode(), calm::told);
    assertTrue(calm.out().contains("no alarm: expected cost of a miss"), calm::told);
    assertTrue(calm.out().contains("LOG-ODDS"), calm::told);
  }

  @Test
  void a_commit_is_forecast_from_its_past_only() {
    String early = planted.git("rev-parse", "HEAD~60");
    JsonNode now = forecast(early, "--json").json();
    planted.git("branch", "-f", "before", early);
    GitFolder clone = new GitFolder(folder.resolve("clone"));
    planted.git("clone", "-q", "--single-branch", "-b", "before", ".", clone.path().toString());
    JsonNode then =
        run(
                "forecast",
                "risk",
                "--repo",
                clone.path().toString(),
                "--model",
                learned.json().path("model").asString(""),
                "--json")
            .json();
    assertEquals(then, now);
  }

  @Test
  void a_model_with_a_flipped_byte_is_refused() throws IOException {
    Path model = Path.of(learned.json().path("model").asString(""));
    byte[] bytes = Files.readAllBytes(model);
    bytes[bytes.length / 2] ^= 1;
    Path flipped = Files.write(folder.resolve("flipped"), bytes);
    CliRun refused = forecast("--model", flipped.toString());
    assertEquals(65, refused.exitCode());
    assertTrue(refused.error().contains("the bytes are damaged"), refused::told);
  }

  @Test
  void too_short_a_history_is_refused_with_what_was_found() {
    GitFolder young = PlantedHistory.make(folder.resolve("young"), 120, 1);
    CliRun refused = run("learn", "risk", young.path().toString());
    assertEquals(65, refused.exitCode());
    assertTrue(
        refused.error().contains("expected at least 200 commits older than 90 days"),
        refused::told);
    assertFalse(Files.exists(RiskFiles.usual(folder, new GitHistory(young.path()))));
  }

  @Test
  void a_merge_is_refused_and_the_commits_that_it_brings_are_not() {
    String head = planted.git("rev-parse", "HEAD");
    String tree = planted.git("rev-parse", "HEAD^{tree}");
    String merge =
        planted.git("commit-tree", tree, "-p", head, "-p", head + "~1", "-m", "Merge a branch");
    CliRun refused = forecast(merge);
    assertEquals(65, refused.exitCode());
    assertTrue(refused.error().contains("is a merge"), refused::told);
    assertEquals(0, forecast(head).exitCode());
  }

  @Test
  void wrong_input_is_refused() throws IOException {
    Path bare = Files.createDirectories(folder.resolve("no-repository"));
    assertEquals(64, run("learn", "risk", bare.toString()).exitCode());
    assertEquals(64, run("learn", "risk", folder.resolve("nowhere").toString()).exitCode());
    assertEquals(64, run("learn", "risk", planted.path() + "", "--within-days=0").exitCode());
    assertEquals(64, forecast("no-such-commit").exitCode());
    assertEquals(64, forecast("--output=x").exitCode());
    assertEquals(64, forecast("HEAD", "--staged").exitCode());
    assertEquals(64, forecast("--cost-miss=-1").exitCode());
    assertEquals(69, forecast("--model", folder.resolve("none").toString()).exitCode());
    assertEquals(65, forecast("--staged").exitCode());
    assertEquals(64, run("learn").exitCode());
    assertEquals(64, run("forecast").exitCode());
  }
}
