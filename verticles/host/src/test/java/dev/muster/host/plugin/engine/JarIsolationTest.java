package dev.muster.host.plugin.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.host.plugin.folder.PluginJar;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which classes and resources a plugin sees. */
final class JarIsolationTest {
  @TempDir Path folder;

  private GuardRun run() {
    return new GuardRun(folder);
  }

  @Test
  void the_hosts_libraries_cannot_be_seen_and_the_jdk_can() throws Exception {
    JarEngine engine =
        run()
            .started(
                GuardRun.saying(
                    "Class.forName(\"tools.jackson.databind.ObjectMapper\").getName()"));
    assertTrue(
        GuardRun.failure(engine)
            .startsWith(
                "java.lang.ClassNotFoundException: tools.jackson.databind.ObjectMapper is neither"
                    + " in the JDK nor in the plugin's jar"));
    engine.close();
    assertEquals(
        "java.sql.Driver",
        run().said(GuardRun.saying("Class.forName(\"java.sql.Driver\").getName()")));
  }

  @Test
  void a_library_that_the_host_has_too_is_the_plugins_own() throws Exception {
    PluginJar jar =
        GuardRun.jar(
            "package tools.jackson.databind; public class ObjectMapper { public static String OWN = \"own\"; }",
            GuardRun.guard("return HookResult.veto(tools.jackson.databind.ObjectMapper.OWN);"));
    assertEquals("own", run().said(jar));
  }

  @Test
  void the_hosts_api_wins_over_one_that_the_jar_brings() throws Exception {
    PluginJar jar =
        GuardRun.jar(
            "package dev.muster.plugin; public interface HookPlugin {}",
            "package dev.muster.plugin; public class Extra {}");
    jar.source(GuardRun.guard("return HookResult.veto(\"host's\");"));
    assertEquals("host's", run().said(jar));
    JarEngine engine =
        run()
            .started(
                jar.source(
                    GuardRun.guard("Class.forName(\"dev.muster.plugin.Extra\"); return null;")));
    assertTrue(GuardRun.failure(engine).startsWith("java.lang.ClassNotFoundException: "));
    engine.close();
  }

  @Test
  void packages_below_the_apis_are_the_jars() throws Exception {
    PluginJar jar =
        GuardRun.jar(
            "package dev.muster.plugin.guard; public class Words { public static String NO = \"no\"; }",
            GuardRun.guard("return HookResult.veto(dev.muster.plugin.guard.Words.NO);"));
    assertEquals("no", run().said(jar));
  }

  @Test
  void services_and_resources_come_from_the_jar() throws Exception {
    PluginJar jar =
        PluginJar.of("guard", "Guard")
            .with("META-INF/services/java.util.function.Supplier", "Words\n")
            .with("words and more.txt", "from the jar");
    jar.source(
        """
        public class Words implements java.util.function.Supplier<String> {
          public String get() {
            try (var in = Words.class.getResource("/words and more.txt").openStream()) {
              return new String(in.readAllBytes());
            } catch (java.io.IOException wrong) { return wrong.toString(); }
          }
        }
        """,
        GuardRun.guard(
            "return HookResult.veto((String) java.util.ServiceLoader.load(java.util.function.Supplier.class).findFirst().get().get());"));
    assertEquals("from the jar", run().said(jar));
  }

  @Test
  void a_class_path_in_the_jars_manifest_is_not_followed() throws Exception {
    new PluginJar().source("public class Elsewhere {}").write(folder.resolve("elsewhere.jar"));
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, "elsewhere.jar");
    var bytes = new ByteArrayOutputStream();
    manifest.write(bytes);
    JarEngine engine =
        run()
            .started(
                GuardRun.saying("Class.forName(\"Elsewhere\").getName()")
                    .with("META-INF/MANIFEST.MF", bytes.toByteArray()));
    assertTrue(GuardRun.failure(engine).startsWith("java.lang.ClassNotFoundException: Elsewhere"));
    engine.close();
  }
}
