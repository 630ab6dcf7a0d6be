package dev.muster.host.plugin.engine;

import static dev.muster.host.plugin.engine.WasmDesk.edit;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.muster.host.plugin.folder.WasmSection;
import dev.muster.plugin.HookResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sample module, built from its source as its README says. */
final class WasmPathGuardTest {
  private static final Path SAMPLE = Path.of("../../plugins/samples/wasm-path-guard");

  @TempDir private Path folder;
  private WasmDesk desk;
  private WasmEngine engine;

  @BeforeEach
  void build() throws Exception {
    Path built = folder.resolve("path-guard.wasm");
    Wat.build(SAMPLE.resolve("plugin.wat"), built);
    byte[] manifest = Files.readAllBytes(SAMPLE.resolve("plugin.yaml"));
    byte[] module = WasmSection.with(Files.readAllBytes(built), WasmSection.MANIFEST, manifest);
    desk = new WasmDesk(folder, Map.of("folder", "secrets/"));
    engine = desk.started(module);
  }

  @Test
  void an_edit_below_the_folder_is_refused_logged_and_published_once() throws Exception {
    assertEquals(
        HookResult.veto("secrets/ is guarded: ask a person to edit it"),
        engine.call(edit("secrets/key.txt")));
    assertEquals(List.of("refused an edit below secrets/"), desk.logged());
    assertEquals(List.of("path_guard.vetoed {folder=secrets/}"), desk.published());
  }

  @Test
  void other_edits_go_on_and_nothing_is_said() throws Exception {
    for (String path : List.of("src/a.txt", "secrets", "a/secrets/key.txt", "", "secrets.txt")) {
      assertEquals(HookResult.proceed(), engine.call(edit(path)), path);
    }
    assertEquals(List.of(), desk.logged());
  }

  @Test
  void a_text_that_spells_the_json_of_a_path_does_not_fool_it() throws Exception {
    assertEquals(HookResult.proceed(), engine.call(edit("a\",\"path\":\"secrets/key.txt")));
  }

  @Test
  void a_question_larger_than_its_memory_makes_the_memory_grow() throws Exception {
    assertEquals(HookResult.proceed(), engine.call(edit("a".repeat(500_000))));
    assertEquals(
        HookResult.veto("secrets/ is guarded: ask a person to edit it"),
        engine.call(edit("secrets/" + "a".repeat(500_000))));
  }

  @Test
  void a_question_larger_than_its_maximum_fails_and_the_next_one_is_answered() throws Exception {
    EvilWasmTest.failed(engine, edit("a".repeat(3_000_000)), "no memory left");
    assertEquals(HookResult.proceed(), engine.call(edit("src/a.txt")));
  }
}
