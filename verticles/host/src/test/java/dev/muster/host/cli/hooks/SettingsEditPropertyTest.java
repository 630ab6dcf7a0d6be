package dev.muster.host.cli.hooks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.muster.contract.Vendor;
import dev.muster.host.cli.JsonText;
import dev.muster.host.cli.hooks.SettingsEdit.Undo;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Random settings files, random entries and random changes of a user in between. */
final class SettingsEditPropertyTest {
  private static final int RUNS = 500;

  @Test
  void without_a_change_in_between_the_text_is_the_same_to_the_byte() {
    for (long seed = 0; seed < RUNS; seed++) {
      var random = new Random(seed);
      HookEntries entries = entries(random);
      String before = new RandomText(random, entries).file();
      var installed = install(before, entries);
      String after = SettingsEdit.uninstall(installed.text(), entries::ours, installed.undo());
      assertEquals(before, after, told(seed, installed.text()));
    }
  }

  @Test
  void a_change_of_foreign_text_gives_what_it_gives_without_us() {
    for (long seed = 0; seed < RUNS; seed++) {
      var random = new Random(seed);
      HookEntries entries = entries(random);
      String before = new RandomText(random, entries).file();
      var installed = install(before, entries);
      long change = random.nextLong();
      String edited = change(installed.text(), new Random(change));
      String after = SettingsEdit.uninstall(edited, entries::ours, installed.undo());
      assertEquals(change(before, new Random(change)), after, told(seed, edited));
    }
  }

  @Test
  void a_file_that_was_written_anew_loses_our_entries_and_nothing_else() {
    for (long seed = 0; seed < RUNS; seed++) {
      var random = new Random(seed);
      HookEntries entries = entries(random);
      String before = new RandomText(random, entries).file();
      var installed = install(before, entries);
      ObjectNode edited =
          (ObjectNode) JsonScanner.scan(installed.text()).root().node(installed.text());
      edit(edited, random);
      String text = rewritten(edited, random);
      String after = SettingsEdit.uninstall(text, entries::ours, installed.undo());
      assertEquals(
          stripped(edited, installed.undo()),
          JsonScanner.scan(after).root().node(after),
          told(seed, text));
    }
  }

  private static String told(long seed, String text) {
    return "seed " + seed + ", with us:\n" + text;
  }

  private static SettingsEdit.Installed install(String before, HookEntries entries) {
    return SettingsEdit.install(before, entries.list(), entries.agent().form().versioned());
  }

  private static HookEntries entries(Random random) {
    AgentSettings agent = AgentSettings.ALL.get(random.nextInt(AgentSettings.ALL.size()));
    Path shim = Path.of(random.nextBoolean() ? "/d/hooks/muster-hook" : "/a b/hooks/muster-hook");
    boolean http = agent.vendor() == Vendor.CLAUDE && random.nextInt(3) == 0;
    return new HookEntries(agent, shim, random.nextBoolean(), http ? "http://127.0.0.1:1" : null);
  }

  /** Changes only what {@link RandomText} wrote: a value, a space, a member at the beginning. */
  private static String change(String text, Random random) {
    String changed = text;
    if (random.nextBoolean()) {
      changed = changed.replace("value-1\"", "changed\"");
    }
    if (random.nextBoolean()) {
      changed = changed.replace("\"key-2\":", "\"key-two\"  :");
    }
    if (random.nextBoolean() && changed.contains("\"key-0\"")) {
      changed = changed.replaceFirst("\"key-0\"", "\"added\": [{\"x\": 1}],\n\"key-0\"");
    }
    if (random.nextBoolean()) {
      changed = changed + "\n";
    }
    return changed;
  }

  /** What a user or the agent itself does to the settings as a program sees them. */
  private static void edit(ObjectNode settings, Random random) {
    if (random.nextBoolean()) {
      settings.put("model", "other");
    }
    for (var event : settings.path("hooks").properties()) {
      if (event.getValue() instanceof ArrayNode list && random.nextInt(3) == 0) {
        list.insert(random.nextInt(list.size() + 1), theirs());
      }
      if (event.getValue().path(0).path("hooks") instanceof ArrayNode list
          && random.nextInt(3) == 0) {
        list.insert(random.nextInt(list.size() + 1), JsonText.object().put("command", "beside"));
      }
      if (event.getValue() instanceof ArrayNode list && list.size() > 1 && random.nextInt(3) == 0) {
        list.remove(random.nextInt(list.size()));
      }
    }
    if (random.nextInt(3) == 0 && settings.path("hooks") instanceof ObjectNode hooks) {
      hooks.putArray("Notification").add(theirs());
    }
  }

  private static ObjectNode theirs() {
    ObjectNode group = JsonText.object().put("matcher", "Bash");
    group.putArray("hooks").add(JsonText.object().put("command", "theirs"));
    return group;
  }

  private static String rewritten(JsonNode settings, Random random) {
    String newline = random.nextBoolean() ? "\n" : "\r\n";
    String step = random.nextBoolean() ? "  " : "\t";
    return new JsonLayout(newline, step, random.nextInt(4) > 0).write(settings, "")
        + (random.nextBoolean() ? newline : "");
  }

  /** The same by hand, on nodes. */
  private static ObjectNode stripped(ObjectNode settings, Undo undo) {
    ObjectNode rest = settings.deepCopy();
    if (!(rest.path("hooks") instanceof ObjectNode hooks)) {
      return rest;
    }
    for (String event : List.copyOf(hooks.propertyNames())) {
      if (hooks.path(event) instanceof ArrayNode list) {
        strip(list);
        if (list.isEmpty() && undo.made().contains("hooks/" + event)) {
          hooks.remove(event);
        }
      }
    }
    if (hooks.isEmpty() && undo.made().contains("hooks")) {
      rest.remove("hooks");
    }
    boolean needed = undo.made().contains("hooks") && rest.has("hooks");
    if (undo.made().contains("version") && !needed) {
      rest.remove("version");
    }
    return rest;
  }

  private static void strip(ArrayNode list) {
    var empty = new ArrayList<Integer>();
    for (int i = 0; i < list.size(); i++) {
      boolean group = list.path(i).path("hooks").isArray();
      int before = list.path(i).path("hooks").size();
      if (list.path(i).path("hooks") instanceof ArrayNode handlers) {
        handlers.removeIf(SettingsEditPropertyTest::ours);
      }
      int now = list.path(i).path("hooks").size();
      if (group ? before > 0 && now == 0 : ours(list.path(i))) {
        empty.addFirst(i);
      }
    }
    empty.forEach(index -> list.remove(index.intValue()));
  }

  private static boolean ours(JsonNode handler) {
    return handler.toString().contains("/hooks/muster-hook")
        || handler.toString().contains("/hooks/claude/");
  }
}
