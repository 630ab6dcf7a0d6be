package dev.muster.host.plugin.engine;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.muster.host.plugin.folder.Candidate;
import dev.muster.host.plugin.folder.CandidateReader;
import dev.muster.host.plugin.folder.PluginJar;
import dev.muster.plugin.EditFacts;
import dev.muster.plugin.HookInput;
import dev.muster.plugin.HookResult;
import java.io.IOException;
import java.nio.file.Path;

/** Starts plugins whose class is {@code Guard} and asks them about an edit. */
record GuardRun(Path folder) {
  static final HookInput EDIT =
      new HookInput.PreEdit(new EditFacts("/r/.git", "conf/a.yaml", "/r", "s1", null, "Edit"));

  Candidate candidate(PluginJar jar) throws IOException {
    Path file = jar.write(folder.resolve("plugin.jar"));
    return assertInstanceOf(Candidate.class, new CandidateReader(false).read(file));
  }

  JarEngine open(PluginJar jar) throws Exception {
    return JarEngine.open(candidate(jar), folder.resolve("copy.jar"));
  }

  JarEngine started(PluginJar jar) throws Exception {
    JarEngine engine = open(jar);
    engine.start(new LentContext("guard", folder));
    return engine;
  }

  /** A plugin of these classes. */
  static PluginJar jar(String... sources) throws IOException {
    return PluginJar.of("guard", "Guard").source(sources);
  }

  /** A plugin that vetoes every edit with what {@code expression} says. */
  static PluginJar saying(String expression) throws IOException {
    return jar(guard("return HookResult.veto(" + expression + ");"));
  }

  static String guard(String body) {
    return """
    import dev.muster.plugin.*;
    public class Guard implements HookPlugin {
      @Override public HookResult preEdit(HookInput.PreEdit input) throws Exception { %s }
    }
    """
        .formatted(body);
  }

  String said(PluginJar jar) throws Exception {
    JarEngine engine = started(jar);
    try {
      return assertInstanceOf(HookResult.Veto.class, engine.call(EDIT)).reason();
    } finally {
      engine.close();
    }
  }

  static String failure(JarEngine engine) {
    return String.valueOf(assertThrows(HookFailed.class, () -> engine.call(EDIT)).getMessage());
  }
}
