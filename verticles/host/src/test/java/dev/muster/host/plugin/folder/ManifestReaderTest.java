package dev.muster.host.plugin.folder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.contract.PluginKind;
import dev.muster.plugin.Phase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ManifestReaderTest {
  private static final String SMALL =
      """
      id: guard
      version: "1.0"
      api: 1
      phases: [pre_edit]
      """;

  private static Manifest read(String text) throws PluginRefused {
    return ManifestReader.read(text, "guard/plugin.yaml");
  }

  private static String refusal(String text) {
    return String.valueOf(assertThrows(PluginRefused.class, () -> read(text)).getMessage());
  }

  @Test
  void every_key_has_its_meaning() throws PluginRefused {
    Manifest manifest =
        read(
            """
            id: path-guard
            version: 1.2.3-rc.1
            api: 1
            phases: [pre_task, pre_edit]
            order: 10
            on_failure: deny
            overlap: false
            timeout_ms: 800
            command: [python3, guard.py, "--strict"]
            mode: serve
            """);
    assertEquals("path-guard", manifest.id());
    assertEquals("1.2.3-rc.1", manifest.version());
    assertEquals(List.of(Phase.PRE_TASK, Phase.PRE_EDIT), manifest.phases());
    assertEquals(10, manifest.order());
    assertTrue(manifest.denies());
    assertFalse(manifest.overlap());
    assertEquals(Duration.ofMillis(800), manifest.timeout());
    assertEquals(List.of("python3", "guard.py", "--strict"), manifest.command());
    assertTrue(manifest.serve());
    assertNull(manifest.main());
  }

  @Test
  void a_config_key_has_a_type_and_may_have_a_default() throws PluginRefused {
    Manifest manifest =
        read(
            SMALL
                + """
                config:
                  paths: {type: list, default: [conf/, .ci/], about: What nobody edits}
                  owner: {type: text}
                  hours: {type: number, default: 8}
                  quiet: {type: flag, default: false}
                  hooks: {type: map, default: {pre_edit: [sh, check.sh]}}
                """);
    assertEquals(
        Map.of(
            "paths",
            new ConfigKey(ConfigKey.Type.LIST, List.of("conf/", ".ci/"), "What nobody edits"),
            "owner",
            new ConfigKey(ConfigKey.Type.TEXT, null, ""),
            "hours",
            new ConfigKey(ConfigKey.Type.NUMBER, 8.0, ""),
            "quiet",
            new ConfigKey(ConfigKey.Type.FLAG, false, ""),
            "hooks",
            new ConfigKey(ConfigKey.Type.MAP, Map.of("pre_edit", List.of("sh", "check.sh")), "")),
        manifest.config());
  }

  @Test
  void what_is_not_said_has_its_default() throws PluginRefused {
    Manifest manifest = read(SMALL);
    assertEquals(500, manifest.order());
    assertFalse(manifest.denies());
    assertTrue(manifest.overlap());
    assertNull(manifest.timeout());
    assertEquals(List.of(), manifest.command());
    assertFalse(manifest.serve());
    assertFalse(manifest.hearsVetoes());
    assertEquals(Map.of(), manifest.config());
  }

  @Test
  void a_key_nobody_knows_is_refused_with_its_line() {
    assertEquals(
        "guard/plugin.yaml:5: unknown key `phase`, expected one of [api, command, config, hears_vetoes, id,"
            + " main, mode, on_failure, order, overlap, phases, timeout_ms, version]",
        refusal(SMALL + "phase: pre_edit\n"));
    assertEquals(
        "guard/plugin.yaml:6: unknown key `kind`, expected one of [about, default, type]",
        refusal(SMALL + "config:\n  a: {kind: text}\n"));
  }

  @Test
  void a_value_of_another_type_or_range_is_refused_with_what_was_expected_and_found() {
    Map<String, String> refusals =
        Map.ofEntries(
            Map.entry("order: high", "`order`: expected a whole number in 0..1000, found \"high\""),
            Map.entry("order: 1001", "`order`: expected a whole number in 0..1000, found 1001"),
            Map.entry("order: 1.5", "`order`: expected a whole number in 0..1000, found 1.5"),
            Map.entry(
                "timeout_ms: 0", "`timeout_ms`: expected a whole number in 1..60000, found 0"),
            Map.entry("timeout_ms: null", "found nothing"),
            Map.entry("overlap: maybe", "`overlap`: expected true or false, found \"maybe\""),
            Map.entry("hears_vetoes: 1", "`hears_vetoes`: expected true or false, found 1"),
            Map.entry("on_failure: veto", "expected one of [allow, deny], found \"veto\""),
            Map.entry("mode: daemon", "expected one of [call, serve], found \"daemon\""),
            Map.entry("main: a b", "`main`: expected the name of a class, found \"a b\""),
            Map.entry("command: guard.py", "expected a list of 1..64 texts, found \"guard.py\""),
            Map.entry("command: []", "expected a list of 1..64 texts, found []"),
            Map.entry("command: [1]", "expected a list of 1..64 texts, found 1"),
            Map.entry("command: ['']", "`command`: expected a program and its arguments, found []"),
            Map.entry("config: 3", "`config`: expected a map of at most 64 keys, found 3"),
            Map.entry("config: {A: {type: text}}", "expected keys of 1..64 of a-z, 0-9 and _"),
            Map.entry("config: {a: text}", "`config.a`: expected a map with type, default"),
            Map.entry("config: {a: {about: x}}", "`config.a.type`: expected one of [text, number"),
            Map.entry(
                "config: {a: {type: number, default: x}}",
                "guard/plugin.yaml:5: `config.a.default`: expected a number, found \"x\""));
    refusals.forEach((line, said) -> {
      String refusal = refusal(SMALL + line + "\n");
      assertTrue(refusal.startsWith("guard/plugin.yaml:5: "), refusal);
      assertTrue(refusal.contains(said), refusal);
    });
  }

  @Test
  void ids_and_versions_are_words_of_the_lock_file() {
    assertEquals(
        "guard/plugin.yaml:1: `id`: expected 1..64 of a-z, 0-9 and -, found \"../Guard\"",
        refusal(SMALL.replace("id: guard", "id: ../Guard")));
    assertEquals(
        "guard/plugin.yaml:2: `version`: expected text without spaces, as \"1.0.0\", found 1.0",
        refusal(SMALL.replace("\"1.0\"", "1.0")));
    assertEquals(
        "guard/plugin.yaml: `id`: expected 1..64 of a-z, 0-9 and -, found nothing",
        refusal(SMALL.replace("id: guard\n", "")));
  }

  @Test
  void a_newer_api_is_refused() {
    assertEquals(
        "guard/plugin.yaml:3: `api`: expected 1, found 2",
        refusal(SMALL.replace("api: 1", "api: 2")));
    assertEquals(
        "guard/plugin.yaml: `api`: expected 1, found nothing",
        refusal(SMALL.replace("api: 1\n", "")));
  }

  @Test
  void phases_are_known_and_listed_once() {
    String unknown = refusal(SMALL.replace("pre_edit", "before_edit"));
    assertTrue(
        unknown.startsWith("guard/plugin.yaml:4: `phases`: expected phases of [pre_task_ml"));
    assertTrue(unknown.endsWith("found \"before_edit\""), unknown);
    assertEquals(
        "guard/plugin.yaml:4: `phases`: expected each phase once, found \"pre_edit\"",
        refusal(SMALL.replace("pre_edit", "pre_edit, pre_edit")));
    assertTrue(refusal(SMALL.replace("[pre_edit]", "[]")).contains("expected a list of 1..64"));
  }

  @Test
  void what_is_no_map_of_keys_is_refused() {
    assertEquals("guard/plugin.yaml: expected a map of keys, found nothing", refusal(""));
    assertEquals("guard/plugin.yaml: expected a map of keys, found [1, 2]", refusal("[1, 2]"));
    assertTrue(refusal("id: [guard\nversion: 1").startsWith("guard/plugin.yaml:2: "));
    assertTrue(refusal(SMALL + "id: other\n").contains("guard/plugin.yaml:5: "));
    assertTrue(refusal(SMALL + "---\nid: second\n").startsWith("guard/plugin.yaml:"));
    assertTrue(refusal("a: " + "[".repeat(5_000)).startsWith("guard/plugin.yaml"));
  }

  @Test
  void bytes_that_are_no_text_or_too_many_are_refused() {
    byte[] binary = {'i', 'd', ':', ' ', (byte) 0xff};
    assertEquals(
        "x: expected text in UTF-8, found other bytes",
        assertThrows(PluginRefused.class, () -> ManifestReader.read(binary, "x")).getMessage());
    assertEquals(
        "x: expected at most 65536 bytes, found 65537",
        assertThrows(PluginRefused.class, () -> ManifestReader.read(new byte[65_537], "x"))
            .getMessage());
  }

  @Test
  void a_manifest_fits_the_kind_of_its_file() throws PluginRefused {
    Manifest plain = read(SMALL);
    Manifest jar = read(SMALL + "main: a.B\n");
    Manifest executable = read(SMALL + "command: [sh]\nmode: serve\n");
    ManifestReader.fit(plain, PluginKind.WASM, "x");
    ManifestReader.fit(jar, PluginKind.JAR, "x");
    ManifestReader.fit(executable, PluginKind.EXECUTABLE, "x");
    assertEquals(
        "x: `main`: expected the class to start, which a plugin of kind jar needs, found nothing",
        misfit(plain, PluginKind.JAR));
    assertEquals("x: `main`: a plugin of kind wasm has none", misfit(jar, PluginKind.WASM));
    assertEquals(
        "x: `command`: a plugin of kind wasm has none", misfit(executable, PluginKind.WASM));
    assertEquals(
        "x: `mode`: a plugin of kind jar has none",
        misfit(read(SMALL + "main: a.B\nmode: serve\n"), PluginKind.JAR));
  }

  @Test
  void only_a_jar_hears_vetoes() throws PluginRefused {
    Manifest jar = read(SMALL + "main: a.B\nhears_vetoes: true\n");
    ManifestReader.fit(jar, PluginKind.JAR, "x");
    assertTrue(jar.hearsVetoes());
    assertEquals(
        "x: `hears_vetoes`: only a plugin of kind jar hears vetoes, and this one is of kind wasm",
        misfit(read(SMALL + "hears_vetoes: true\n"), PluginKind.WASM));
    Manifest executable = read(SMALL + "command: [sh]\nhears_vetoes: true\n");
    assertEquals(
        "x: `hears_vetoes`: only a plugin of kind jar hears vetoes, and this one is of kind"
            + " executable",
        misfit(executable, PluginKind.EXECUTABLE));
    ManifestReader.fit(
        read(SMALL + "command: [sh]\nhears_vetoes: false\n"), PluginKind.EXECUTABLE, "x");
  }

  private static String misfit(Manifest manifest, PluginKind kind) {
    return String.valueOf(
        assertThrows(PluginRefused.class, () -> ManifestReader.fit(manifest, kind, "x"))
            .getMessage());
  }
}
