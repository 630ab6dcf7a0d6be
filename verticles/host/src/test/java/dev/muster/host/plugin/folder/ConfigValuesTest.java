package dev.muster.host.plugin.folder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.plugin.PluginConfig;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ConfigValuesTest {
  private static final String MANIFEST =
      """
      id: guard
      version: "1"
      api: 1
      phases: [pre_edit]
      config:
        owner: {type: text}
        hours: {type: number, default: 8}
        quiet: {type: flag, default: true}
        paths: {type: list, default: []}
        hooks: {type: map, default: {}}
      """;

  private static PluginConfig of(Map<String, ?> configured) throws PluginRefused {
    return ConfigValues.of(configured, ManifestReader.read(MANIFEST, "plugin.yaml"));
  }

  private static String refusal(Map<String, ?> configured) {
    return String.valueOf(assertThrows(PluginRefused.class, () -> of(configured)).getMessage());
  }

  @Test
  void what_the_operator_says_counts_and_defaults_fill_the_rest() throws PluginRefused {
    PluginConfig config = of(Map.of("owner", "ops", "hours", 6));
    assertEquals("ops", config.text("owner"));
    assertEquals(6.0, config.number("hours"));
    assertTrue(config.flag("quiet"));
    assertEquals(List.of(), config.list("paths"));
    assertEquals(Map.of(), config.map("hooks"));
    config = of(Map.of("owner", "", "hooks", Map.of("pre_edit", List.of("sh", "a.sh"))));
    assertEquals(Map.of("pre_edit", List.of("sh", "a.sh")), config.map("hooks"));
  }

  @Test
  void a_required_key_without_a_value_is_refused() {
    assertEquals(
        "plugins.config.guard.owner: expected text (in quotes where YAML sees more in it),"
            + " found nothing",
        refusal(Map.of()));
  }

  @Test
  void a_key_that_the_manifest_does_not_declare_is_refused() {
    assertEquals(
        "plugins.config.guard: expected a key of [hooks, hours, owner, paths, quiet], found `hour`",
        refusal(Map.of("owner", "ops", "hour", 6)));
  }

  @Test
  void values_of_another_type_are_refused() {
    assertTrue(refusal(Map.of("owner", 7)).endsWith("found 7"));
    assertTrue(refusal(Map.of("owner", "o", "hours", "6")).contains("expected a number, found"));
    assertTrue(refusal(Map.of("owner", "o", "hours", Double.NaN)).endsWith("found NaN"));
    assertTrue(refusal(Map.of("owner", "o", "quiet", "yes")).contains("expected true or false"));
    assertTrue(refusal(Map.of("owner", "o", "paths", "conf")).contains("expected a list of text"));
    assertTrue(refusal(Map.of("owner", "o", "paths", List.of(1))).endsWith("found 1"));
    assertTrue(refusal(Map.of("owner", "o", "hooks", List.of())).contains("expected a map"));
    assertEquals(
        "plugins.config.guard.hooks.pre_edit: expected a list of text, found \"sh\"",
        refusal(Map.of("owner", "o", "hooks", Map.of("pre_edit", "sh"))));
  }
}
