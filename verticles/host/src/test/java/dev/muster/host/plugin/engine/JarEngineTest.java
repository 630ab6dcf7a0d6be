package dev.muster.host.plugin.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.host.plugin.folder.Candidate;
import dev.muster.host.plugin.folder.PluginJar;
import dev.muster.host.plugin.folder.PluginRefused;
import dev.muster.plugin.HookPlugin;
import dev.muster.plugin.HookResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JarEngineTest {
  @TempDir Path folder;

  private GuardRun run() {
    return new GuardRun(folder);
  }

  @Test
  void a_plugin_is_started_called_and_closed() throws Exception {
    JarEngine engine =
        run()
            .started(
                GuardRun.jar(
                    """
                    import dev.muster.plugin.*;
                    import java.nio.file.*;
                    public class Guard implements HookPlugin {
                      private Path log = Path.of("");
                      public void start(PluginContext context) throws Exception {
                        log = context.folder().resolve("log");
                        Files.writeString(log, context.id());
                      }
                      public HookResult preEdit(HookInput.PreEdit input) {
                        return HookResult.note(input.edit().path());
                      }
                      public void close() throws Exception { Files.writeString(log, "closed"); }
                    }
                    """));
    assertEquals("guard", Files.readString(folder.resolve("log")));
    assertEquals(HookResult.note("conf/a.yaml"), engine.call(GuardRun.EDIT));
    engine.close();
    engine.close();
    assertEquals("closed", Files.readString(folder.resolve("log")));
    assertFalse(Files.exists(folder.resolve("copy.jar")));
    assertEquals(List.of(), engine.leakedThreads());
    assertEquals("Guard is not running", GuardRun.failure(engine));
  }

  @Test
  void the_file_may_be_replaced_while_the_plugin_runs() throws Exception {
    PluginJar jar =
        GuardRun.jar(
            "class Late { public String toString() { return \"late\"; } }",
            GuardRun.guard("return HookResult.veto(new Late().toString());"));
    JarEngine engine = run().started(jar);
    Files.write(folder.resolve("plugin.jar"), new byte[100]);
    assertEquals(HookResult.veto("late"), engine.call(GuardRun.EDIT));
    engine.close();
  }

  @Test
  void a_jar_that_changed_after_it_was_read_is_refused() throws Exception {
    Candidate candidate = run().candidate(GuardRun.saying("\"no\""));
    PluginJar.quiet("guard").write(candidate.path());
    Path copy = folder.resolve("copy.jar");
    String reason =
        String.valueOf(
            assertThrows(PluginRefused.class, () -> JarEngine.open(candidate, copy)).getMessage());
    assertTrue(
        reason.startsWith(candidate.path() + " changed after it was read: expected sha256 "));
    assertFalse(Files.exists(copy));
  }

  @Test
  void what_a_plugin_throws_is_told_as_text_only() throws Exception {
    JarEngine engine =
        run()
            .started(
                GuardRun.jar(
                    GuardRun.guard("throw new Own();"),
                    "class Own extends Error { public String getMessage() { throw this; } }"));
    HookFailed failed = assertThrows(HookFailed.class, () -> engine.call(GuardRun.EDIT));
    assertEquals("Own at guard-1.0.0//Guard.preEdit(Guard.java:3)", failed.getMessage());
    assertEquals(null, failed.getCause());
    engine.close();
    JarEngine deep = run().started(GuardRun.jar(GuardRun.guard("return preEdit(input);")));
    assertTrue(GuardRun.failure(deep).startsWith("java.lang.StackOverflowError"));
    deep.close();
  }

  @Test
  void an_answer_of_null_is_a_failure() throws Exception {
    JarEngine engine = run().started(GuardRun.jar(GuardRun.guard("return null;")));
    assertEquals("expected an answer, found null", GuardRun.failure(engine));
    engine.close();
  }

  @Test
  void an_interrupted_call_returns_as_one() throws Exception {
    JarEngine engine =
        run()
            .started(
                GuardRun.jar(
                    GuardRun.guard(
                        "new java.util.concurrent.CountDownLatch(1).await(); return null;")));
    Thread.currentThread().interrupt();
    assertThrows(InterruptedException.class, () -> engine.call(GuardRun.EDIT));
    engine.close();
  }

  @Test
  void the_callers_context_class_loader_comes_back() throws Exception {
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    assertEquals(
        "guard-1.0.0",
        run().said(GuardRun.saying("Thread.currentThread().getContextClassLoader().getName()")));
    assertSame(before, Thread.currentThread().getContextClassLoader());
    assertSame(HookPlugin.class.getClassLoader(), JarEngineTest.class.getClassLoader());
  }

  @Test
  void while_the_host_publishes_for_it_the_thread_is_the_hosts() throws Exception {
    JarEngine engine =
        run()
            .open(
                GuardRun.jar(
                    """
                    public class Guard implements dev.muster.plugin.HookPlugin {
                      public void start(dev.muster.plugin.PluginContext context) {
                        context.publish("guard.up", java.util.Map.of());
                      }
                    }
                    """));
    LentContext context = new LentContext("guard", folder);
    engine.start(context);
    assertEquals(Map.of("guard.up", JarEngine.class.getClassLoader()), context.published());
    engine.close();
  }

  @Test
  void what_cannot_be_started_says_why() throws Exception {
    assertEquals(
        "expected a class that implements HookPlugin, found Guard",
        refusal("public class Guard {}"));
    assertEquals(
        "expected a public constructor without arguments in Guard, found none",
        refusal("public class Guard implements dev.muster.plugin.HookPlugin { Guard() {} }"));
    assertEquals(
        "java.lang.IllegalStateException: not today at guard-1.0.0//Guard.<init>(Guard.java:2)",
        refusal(
            """
            public class Guard implements dev.muster.plugin.HookPlugin {
              public Guard() { throw new IllegalStateException("not today"); }
            }
            """));
  }

  private String refusal(String source) throws Exception {
    JarEngine engine = run().open(GuardRun.jar(source));
    String reason =
        String.valueOf(
            assertThrows(HookFailed.class, () -> engine.start(new LentContext("guard", folder)))
                .getMessage());
    engine.close();
    return reason;
  }
}
