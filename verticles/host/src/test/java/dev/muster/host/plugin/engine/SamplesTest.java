package dev.muster.host.plugin.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.host.plugin.folder.Candidate;
import dev.muster.host.plugin.folder.CandidateReader;
import dev.muster.host.plugin.folder.ConfigValues;
import dev.muster.host.plugin.folder.Manifest;
import dev.muster.plugin.EditFacts;
import dev.muster.plugin.HookInput;
import dev.muster.plugin.HookResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The samples of plugins/samples do what they say, and how fast a served one answers. */
@Timeout(60)
final class SamplesTest {
  private static final Path SAMPLES = Path.of("../../plugins/samples");

  private final Workshop workshop;

  SamplesTest(@TempDir Path root) {
    this.workshop = new Workshop(root);
  }

  @Test
  void the_python_sample_guards_the_paths_it_was_told() throws Exception {
    ServeEngine engine = guard();
    assertEquals(HookResult.proceed(), engine.call(Workshop.EDIT));
    HookResult veto = engine.call(edit("conf/muster.yaml"));
    assertEquals(HookResult.veto("conf/muster.yaml is protected by conf/*"), veto);
    engine.close();
    assertEquals(List.of(), Workshop.living("python-path-guard"));
  }

  @Test
  void a_served_plugin_answers_within_a_millisecond() throws Exception {
    ServeEngine engine = guard();
    double direct = median(2_000, () -> HookResult.proceed());
    double served = median(2_000, () -> engine.call(Workshop.EDIT));
    engine.close();
    System.getLogger("bar")
        .log(
            System.Logger.Level.INFO,
            "dispatch p50: served %.0f us, direct %.2f us".formatted(served, direct));
    assertTrue(served <= 1_000, "served p50 was " + served + " us");
  }

  @Test
  void the_shell_sample_writes_a_line_for_each_call() throws Exception {
    Candidate candidate = sample("sh-quiet-log");
    var engine = new CallEngine(candidate, Workshop.LIMITS);
    var context = context(candidate, Map.of());
    engine.start(context);
    assertEquals(HookResult.proceed(), engine.call(Workshop.EDIT));
    assertEquals(HookResult.proceed(), engine.call(edit("b.txt")));
    engine.close();
    List<String> lines = Files.readAllLines(context.folder().resolve("calls.log"));
    assertEquals(2, lines.size());
    assertTrue(lines.get(1).matches("\\d{4}-\\d\\d-\\d\\dT\\S+ pre_edit \\{.*\"b\\.txt\".*}"));
  }

  private ServeEngine guard() throws Exception {
    Candidate candidate = sample("python-path-guard");
    var engine = new ServeEngine(candidate, Workshop.LIMITS);
    var paths = Map.of("protected", List.of(".env", "conf/*"));
    engine.start(context(candidate, paths));
    return engine;
  }

  private static Candidate sample(String name) {
    return assertInstanceOf(Candidate.class, new CandidateReader(true).read(SAMPLES.resolve(name)));
  }

  private Workshop.Context context(Candidate candidate, Map<String, ?> config) throws Exception {
    Manifest manifest = candidate.manifest();
    Path state = workshop.context(manifest.id()).folder();
    return new Workshop.Context(manifest.id(), ConfigValues.of(config, manifest), state);
  }

  private static HookInput edit(String path) {
    return new HookInput.PreEdit(
        new EditFacts("/r/.git", path, "/r", "session-1", "explore", "Write"));
  }

  private interface Ask {
    HookResult ask() throws Exception;
  }

  /** Microseconds of the middle one of {@code times} calls, after as many that do not count. */
  private static double median(int times, Ask ask) throws Exception {
    var took = new long[times];
    for (int i = -times; i < times; i++) {
      long started = System.nanoTime();
      assertEquals(HookResult.proceed(), ask.ask());
      if (i >= 0) {
        took[i] = System.nanoTime() - started;
      }
    }
    Arrays.sort(took);
    return took[times / 2] / 1000.0;
  }
}
