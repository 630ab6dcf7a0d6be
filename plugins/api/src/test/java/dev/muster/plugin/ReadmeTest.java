package dev.muster.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README for authors shows works, and what it says of the phases is so. */
final class ReadmeTest {
  private static final Path README = Path.of("../README.md");

  @TempDir private Path folder;

  private record Context(PluginConfig config, InstantSource clock) implements PluginContext {
    @Override
    public String id() {
      return "no-friday";
    }

    @Override
    public System.Logger logger() {
      return System.getLogger(id());
    }

    @Override
    public PluginMetrics metrics() {
      throw new UnsupportedOperationException();
    }

    @Override
    public Path folder() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void publish(String type, Map<String, String> data) {
      throw new UnsupportedOperationException();
    }
  }

  @Test
  void the_plugin_of_ten_minutes_compiles_and_holds_deployments_on_fridays() throws Exception {
    compile();
    try (var loader = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
      Class<?> type = loader.loadClass("nofriday.NoFriday");
      // 2026-11-27 is a Friday. 23:30Z on the Thursday before is Friday, 00:30, in Berlin.
      assertEquals(
          HookResult.veto("deploy waits for Monday"),
          asked(type, "2026-11-26T23:30:00Z", "deploy"));
      assertEquals(HookResult.proceed(), asked(type, "2026-11-26T23:30:00Z", "code"));
      assertEquals(HookResult.proceed(), asked(type, "2026-11-26T22:30:00Z", "deploy"));
    }
  }

  @Test
  void the_manifest_of_ten_minutes_names_the_class_and_its_phase() throws Exception {
    List<String> manifest = fenced("yaml").lines().toList();
    assertTrue(manifest.containsAll(List.of("main: nofriday.NoFriday", "api: 1")));
    String phases = "phases: [" + Phase.PRE_TASK_ML_ANALYSIS + "]";
    assertTrue(manifest.contains(phases), () -> phases + " expected in " + manifest);
  }

  @Test
  void the_table_of_phases_says_what_the_phases_say() throws Exception {
    List<List<String>> said =
        Files.readAllLines(README).stream()
            .map(line -> Arrays.stream(line.split("\\|", -1)).map(String::strip).toList())
            .filter(cells -> cells.size() == 8 && cells.get(1).startsWith("`"))
            .map(cells ->
                List.of(cells.get(1), cells.get(3), cells.get(4), cells.get(5), cells.get(6)))
            .toList();
    List<List<String>> are =
        Stream.of(Phase.values())
            .map(phase ->
                List.of(
                    "`" + phase + "`",
                    "`" + told(phase) + "`",
                    yes(phase.vetoes()),
                    yes(phase.caps()),
                    yes(phase.notes())))
            .toList();
    assertEquals(are, said);
  }

  private static String yes(boolean is) {
    return is ? "yes" : "no";
  }

  /** The components of the phase's record as they stand in JSON. */
  private static String told(Phase phase) {
    return Stream.of(phase.input().getRecordComponents())
        .map(component -> component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(", "));
  }

  private static HookResult asked(Class<?> type, String now, String task) throws Exception {
    var plugin = (HookPlugin) type.getConstructor().newInstance();
    var config = new PluginConfig(Map.of("types", List.of("deploy"), "zone", "Europe/Berlin"));
    plugin.start(new Context(config, InstantSource.fixed(Instant.parse(now))));
    var facts = new TaskFacts("t1", task, "api", 5, "hello", null, List.of(), 0, null, null);
    return HookPlugin.call(plugin, new HookInput.PreTaskMlAnalysis(facts, 4, List.of(1, 2)));
  }

  private void compile() throws Exception {
    Path source = folder.resolve("nofriday/NoFriday.java");
    Files.createDirectories(folder.resolve("nofriday"));
    Files.writeString(source, fenced("java"));
    var compiler = ToolProvider.getSystemJavaCompiler();
    var said = new StringWriter();
    try (var files = compiler.getStandardFileManager(null, null, null)) {
      List<String> options =
          List.of(
              "-d",
              folder.toString(),
              "-cp",
              "target/classes",
              "-Xlint:all,-classfile",
              "-Werror",
              "-proc:none");
      assertTrue(
          compiler
              .getTask(said, files, null, options, null, files.getJavaFileObjects(source))
              .call(),
          said::toString);
    }
  }

  private static String fenced(String language) throws Exception {
    var block = Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL);
    return block.matcher(Files.readString(README)).results().findFirst().orElseThrow().group(1);
  }
}
