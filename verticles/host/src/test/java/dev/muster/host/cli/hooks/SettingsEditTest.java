package dev.muster.host.cli.hooks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.contract.Vendor;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SettingsEditTest {
  private static final HookEntries ENTRIES =
      new HookEntries(
          AgentSettings.of(Vendor.CLAUDE), Path.of("/d/hooks/muster-hook"), false, null);

  private static final HookEntries FLAT =
      new HookEntries(
          AgentSettings.of(Vendor.CURSOR), Path.of("/d/hooks/muster-hook"), false, null);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{ }\n",
        "{\n}\n",
        "{\"a\": 1}",
        "{\"hooks\":{}}",
        "{\"hooks\":{\"Stop\":[]},\"a\":[1,2]}",
        "{\n  \"a\": 1\n}\n",
        "{\n\t\"a\": 1,\n\t\"hooks\": {\n\t}\n}",
        "\ufeff{\r\n    \"a\": [ ],\r\n    \"hooks\": { \"Stop\": [ { \"hooks\": [] } ] }\r\n}\r\n",
        "// mine\n{\n  \"a\": 1, // one\n  /* none yet */\n}\n",
        "{\n  // nothing\n}\n",
        "{ /* nothing */ }",
        "{\n  \"hooks\": {\n    \"Stop\": [\n      {\"hooks\": [{\"command\": \"x\"}]}, // mine\n    ],\n  },\n}",
        "{\n  \"hooks\": {\"PreToolUse\": [{\"matcher\": \"Edit\", \"hooks\": []}]}\n}"
      })
  void what_was_put_in_comes_out_to_the_byte(String before) {
    var installed = SettingsEdit.install(before, ENTRIES.list(), false);
    assertEquals(before, SettingsEdit.uninstall(installed.text(), ENTRIES::ours, installed.undo()));
    assertEquals(9, SettingsEdit.find(installed.text(), ENTRIES::ours).size());
  }

  @Test
  void an_entry_is_appended_in_the_files_own_layout() {
    var entries = ENTRIES.list().stream().filter(entry -> entry.event().equals("Stop")).toList();
    String before =
        """
        {
            "model": "x",
            "hooks": {
                "Stop": [
                    {"hooks": []}
                ]
            }
        }
        """;
    String after =
        """
        {
            "model": "x",
            "hooks": {
                "Stop": [
                    {"hooks": []},
                    {
                        "hooks": [
                            {
                                "type": "command",
                                "command": "/d/hooks/muster-hook claude Stop",
                                "timeout": 5,
                                "statusMessage": "muster"
                            }
                        ]
                    }
                ]
            }
        }
        """;
    assertEquals(after, SettingsEdit.install(before, entries, false).text());
  }

  @Test
  void a_file_on_one_line_stays_on_one_line() {
    var entries = FLAT.list().stream().filter(entry -> entry.event().equals("stop")).toList();
    assertEquals(
        "{\"version\": 1, \"hooks\": {\"stop\": [{\"command\":"
            + " \"/d/hooks/muster-hook cursor stop\", \"timeout\": 5}]}}",
        SettingsEdit.install("{\"version\": 1}", entries, true).text());
  }

  @Test
  void a_group_that_the_user_made_larger_keeps_the_users_handler() {
    var installed = SettingsEdit.install("{}", ENTRIES.list(), false);
    String edited =
        installed
            .text()
            .replace(
                "\"command\": \"/d/hooks/muster-hook claude Stop\"",
                "\"command\": \"/d/hooks/muster-hook claude Stop\"\n}, {\n\"command\": \"theirs\"");
    String rest = SettingsEdit.uninstall(edited, ENTRIES::ours, installed.undo());
    assertTrue(SettingsEdit.find(rest, ENTRIES::ours).isEmpty());
    assertEquals(
        List.of("theirs"),
        SettingsEdit.find(rest, (text, handler) -> true).stream()
            .map(found -> found.handler().path("command").asString(""))
            .toList());
  }

  @Test
  void the_version_stays_for_the_hooks_that_the_user_added() {
    var installed = SettingsEdit.install("{}", FLAT.list(), true);
    String edited =
        installed.text().replace("\"stop\": [", "\"stop\": [\n      {\"command\": \"theirs\"},");
    assertEquals(
        """
        {
          "version": 1,
          "hooks": {
            "stop": [
              {"command": "theirs"}
            ]
          }
        }\
        """
            .strip(),
        SettingsEdit.uninstall(edited, FLAT::ours, installed.undo()).strip());
  }

  @Test
  void entries_of_another_data_folder_stay() {
    var other =
        new HookEntries(
            AgentSettings.of(Vendor.CLAUDE), Path.of("/e/hooks/muster-hook"), false, null);
    String theirs = SettingsEdit.install("{}", other.list(), false).text();
    var both = SettingsEdit.install(theirs, ENTRIES.list(), false);
    assertEquals(theirs, SettingsEdit.uninstall(both.text(), ENTRIES::ours, both.undo()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "{",
        "{\"a\":}",
        "{\"a\" 1}",
        "{\"hooks\": []}",
        "{\"hooks\": {\"Stop\": {}}}",
        "{\"hooks\": {}, \"hooks\": {}}",
        "{\"a\": \"open",
        "{\"a\": \"\\",
        "{} {}",
        "{\"a\": nul}",
        "/*",
        "hello"
      })
  void what_is_no_settings_file_is_refused(String text) {
    assertThrows(
        IllegalArgumentException.class, () -> SettingsEdit.install(text, ENTRIES.list(), false));
  }

  @Test
  void a_fault_is_told_with_its_line() {
    var fault =
        assertThrows(
            IllegalArgumentException.class, () -> JsonScanner.scan("{\n  \"a\": 1\n  \"b\": 2\n}"));
    assertEquals("line 3: expected ',' or '}', found '\"'", fault.getMessage());
  }

  @Test
  void comments_and_trailing_commas_are_noticed() {
    assertTrue(JsonScanner.scan("{\"a\": [1, 2], \"b\": \"// no\"}").strict());
    for (String text : List.of("{\"a\": 1,}", "{} // x", "/* x */ {}", "[1, ]")) {
      assertEquals(false, JsonScanner.scan(text).strict(), text);
    }
  }
}
