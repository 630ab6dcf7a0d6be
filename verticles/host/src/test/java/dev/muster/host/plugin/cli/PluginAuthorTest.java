package dev.muster.host.plugin.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.host.cli.CliRun;
import dev.muster.plugin.Phase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** From nothing to a plugin that answers, without a host. */
final class PluginAuthorTest {
  @TempDir Path folder;

  private CliRun plugin(String... arguments) {
    var all = new ArrayList<>(List.of("plugin"));
    all.addAll(List.of(arguments));
    all.addAll(List.of("--json", "--data", folder.resolve("data").toString()));
    return CliRun.of(all.toArray(String[]::new));
  }

  private JsonNode ok(String... arguments) {
    CliRun run = plugin(arguments);
    assertEquals(0, run.exitCode(), run::told);
    return run.json();
  }

  private Path made(String id, String kind) {
    ok("new", id, "--kind", kind, "--dir", folder.toString());
    return folder.resolve(id);
  }

  private static String told(JsonNode tested) {
    JsonNode step = tested.path("phases").path(0);
    assertTrue(step.path("microseconds").asLong(-1) >= 0, step::toString);
    return step.path("phase").asString("")
        + ": "
        + step.path("result").asString("")
        + ", "
        + step.path("said").asString("");
  }

  @Test
  void a_new_jar_plugin_is_built_offline_and_refuses_an_edit_of_a_guarded_file() {
    Path source = made("no-friday", "jar");
    assertTrue(Files.exists(source.resolve("src/nofriday/NoFriday.java")));
    JsonNode built = ok("build", source.toString());
    assertEquals(source.resolve("target/no-friday.jar").toString(), built.path("file").asString());
    assertEquals(
        "pre_edit: veto, LICENSE is guarded by no-friday", told(ok("test", source.toString())));
    assertEquals(
        "pre_edit: continue, ", told(ok("test", "--set", "guarded=[pom.xml]", source.toString())));
  }

  @Test
  void the_same_sources_give_the_same_digest() {
    Path source = made("3d-guard", "jar");
    String first = ok("build", source.toString()).path("sha256").asString("");
    assertEquals(64, first.length());
    assertEquals(first, ok("build", source.toString()).path("sha256").asString(""));
  }

  @Test
  void a_new_executable_plugin_answers_as_it_is() {
    Path source = made("guard", "executable");
    assertEquals(source.toString(), ok("build", source.toString()).path("file").asString(""));
    assertEquals(
        "pre_edit: veto, LICENSE is guarded by guard", told(ok("test", source.toString())));
  }

  @Test
  void a_new_wasm_plugin_answers_too_or_says_what_its_build_needs() {
    Path source = made("guard", "wasm");
    CliRun built = plugin("build", source.toString());
    if (built.exitCode() == 0) {
      assertEquals(
          "pre_edit: veto, LICENSE is not edited by agents", told(ok("test", source.toString())));
    } else {
      assertEquals(69, built.exitCode(), built::told);
      assertTrue(built.out().contains("apt-get install wabt"), built::told);
    }
  }

  @Test
  void what_does_not_compile_is_told_with_file_and_line() throws IOException {
    Path source = made("guard", "jar");
    Path java = source.resolve("src/guard/Guard.java");
    Files.writeString(java, Files.readString(java).replace("HookResult.veto(", "HookResult.vote("));
    CliRun built = plugin("build", source.toString());
    assertEquals(64, built.exitCode(), built::told);
    assertTrue(built.out().contains("src/guard/Guard.java:22: cannot find symbol"), built::told);
  }

  @Test
  void a_command_that_is_not_on_this_machine_is_found_by_the_build() throws IOException {
    Path source = made("guard", "executable");
    Path manifest = source.resolve("plugin.yaml");
    Files.writeString(
        manifest, Files.readString(manifest).replace("[python3,", "[no-such-program,"));
    CliRun built = plugin("build", source.toString());
    assertEquals(64, built.exitCode(), built::told);
    assertTrue(built.out().contains("found no-such-program"), built::told);
  }

  @Test
  void a_plugin_that_throws_fails_its_test_with_what_it_threw() throws IOException {
    Path source = made("guard", "jar");
    Path java = source.resolve("src/guard/Guard.java");
    String text = Files.readString(java);
    Files.writeString(
        java, text.replace("String path = ", "if (true) throw new Error(\"no\"); String path = "));
    ok("build", source.toString());
    CliRun tested = plugin("test", source.toString());
    assertEquals(70, tested.exitCode(), tested::told);
    assertTrue(told(tested.json()).startsWith("pre_edit: failed, java.lang.Error: no"));
  }

  @Test
  void what_is_there_is_not_written_over() {
    made("guard", "jar");
    CliRun again = plugin("new", "guard", "--dir", folder.toString());
    assertEquals(64, again.exitCode(), again::told);
    assertTrue(again.out().contains("is there already"), again::told);
  }

  @Test
  void a_test_before_a_build_says_so() {
    CliRun tested = plugin("test", made("guard", "jar").toString());
    assertEquals(64, tested.exitCode(), tested::told);
    assertTrue(tested.out().contains("run: muster plugin build"), tested::told);
  }

  @Test
  void every_phase_has_a_recorded_input() {
    var inputs = new RecordedInputs(null);
    for (Phase phase : Phase.values()) {
      assertEquals(phase, inputs.of(phase).phase());
    }
  }
}
