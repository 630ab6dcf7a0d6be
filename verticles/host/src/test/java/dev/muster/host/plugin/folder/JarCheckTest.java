package dev.muster.host.plugin.folder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.contract.PluginKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JarCheckTest {
  private static final String HOOK = " implements dev.muster.plugin.HookPlugin";

  @TempDir Path folder;

  private Path jar() {
    return folder.resolve("guard-1.jar");
  }

  private Found read() {
    return new CandidateReader(false).read(jar());
  }

  private String reason(String id) {
    Invalid invalid = assertInstanceOf(Invalid.class, read());
    assertEquals(id, invalid.id());
    return invalid.reason();
  }

  @Test
  void a_whole_jar_is_a_candidate() throws Exception {
    PluginJar.quiet("guard").write(jar());
    Candidate candidate = assertInstanceOf(Candidate.class, read());
    assertEquals(PluginKind.JAR, candidate.kind());
    assertEquals("guard", candidate.manifest().id());
    assertEquals("Quiet", candidate.manifest().main());
    assertEquals(Digests.of(jar()), candidate.sha256());
  }

  @Test
  void an_empty_file_and_one_that_is_no_zip_are_invalid() throws Exception {
    Files.createFile(jar());
    assertEquals(jar() + ": expected 1..33554432 bytes, found 0", reason("guard-1"));
    Files.writeString(jar(), "#!/bin/sh\necho I am no jar\n");
    assertEquals(jar() + " is no zip file, or only the beginning of one", reason("guard-1"));
    Files.writeString(jar(), "x");
    assertEquals(jar() + " is no zip file, or only the beginning of one", reason("guard-1"));
  }

  @Test
  void a_jar_of_which_only_the_beginning_is_there_is_invalid_at_every_length() throws Exception {
    PluginJar.quiet("guard").write(jar());
    byte[] whole = Files.readAllBytes(jar());
    for (int length = 1; length < whole.length; length++) {
      Files.write(jar(), Arrays.copyOf(whole, length));
      assertInstanceOf(Invalid.class, read(), "with " + length + " of " + whole.length + " bytes");
    }
  }

  @Test
  void a_flipped_byte_never_throws() throws Exception {
    PluginJar.quiet("guard").write(jar());
    byte[] whole = Files.readAllBytes(jar());
    for (int at = 0; at < whole.length; at += 5) {
      byte[] flipped = whole.clone();
      flipped[at] ^= (byte) 0xff;
      Files.write(jar(), flipped);
      read();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"../evil.sh", "/etc/evil", "a/../../evil", "a\\..\\evil", ".."})
  void a_name_that_leads_out_is_invalid(String name) throws Exception {
    PluginJar.quiet("guard").with(name, "x").write(jar());
    assertEquals(jar() + ": expected names inside the jar, found " + name, reason("guard-1"));
  }

  @Test
  void two_entries_of_one_name_are_invalid() throws Exception {
    PluginJar.quiet("guard").with("a.txt", "1").with("b.txt", "2").write(jar());
    String bytes = Files.readString(jar(), StandardCharsets.ISO_8859_1);
    Files.writeString(jar(), bytes.replace("b.txt", "a.txt"), StandardCharsets.ISO_8859_1);
    assertEquals(jar() + ": expected one entry of a name, found two of a.txt", reason("guard-1"));
  }

  @Test
  void a_zip_bomb_is_invalid_whether_it_is_thick_or_large() throws Exception {
    PluginJar.quiet("guard").with("zeros.bin", new byte[2 << 20]).write(jar());
    assertEquals(
        jar()
            + ": zeros.bin unpacks to more than a plugin holds (134217728 bytes in all, 200 times"
            + " its packed size)",
        reason("guard-1"));
    PluginJar many = PluginJar.quiet("guard");
    byte[] almost = new byte[1 << 20];
    for (int i = 0; i < 128; i++) {
      many.with("zeros-" + i, almost);
    }
    many.write(jar());
    assertTrue(reason("guard-1").contains("unpacks to more than a plugin holds"));
  }

  @Test
  void more_entries_than_a_plugin_has_are_refused_before_the_table_is_read() throws Exception {
    PluginJar many = PluginJar.quiet("guard");
    for (int i = 0; i < 10_001; i++) {
      many.with("e" + i, new byte[0]);
    }
    many.write(jar());
    assertTrue(reason("guard-1").contains(": expected at most 10000 entries in a table of"));
  }

  @Test
  void a_jar_without_a_manifest_or_its_class_is_invalid() throws Exception {
    new PluginJar().with("a.txt", "x").write(jar());
    assertEquals(
        jar() + ": expected META-INF/muster/plugin.yaml in the jar, found none", reason("guard-1"));
    PluginJar.of("guard", "a.Guard").write(jar());
    assertEquals(jar() + ": `main`: expected a class of the jar, found a.Guard", reason("guard"));
    new PluginJar().with("META-INF/muster/plugin.yaml", "id: [").write(jar());
    assertTrue(reason("guard-1").startsWith(jar() + "!/META-INF/muster/plugin.yaml:1: "));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "System.exit(1)",
        "Runtime.getRuntime().exit(1)",
        "Runtime.getRuntime().halt(1)",
        "java.util.function.IntConsumer end = System::exit"
      })
  void a_class_that_would_end_the_host_is_refused(String call) throws IOException {
    PluginJar.of("guard", "Guard")
        .source(
            "public class Guard"
                + HOOK
                + " { static class Deep { void end() { %s; } } }".formatted(call))
        .write(jar());
    String owner = call.startsWith("Runtime") ? "java.lang.Runtime." : "java.lang.System.";
    String method = call.contains("halt") ? "halt" : "exit";
    assertEquals(
        "%s: Guard$Deep.class calls %s%s, which ends the host: a plugin throws instead"
            .formatted(jar(), owner, method),
        reason("guard"));
  }

  @Test
  void a_class_that_is_none_is_invalid() throws Exception {
    PluginJar.of("guard", "Guard").with("Guard.class", "x").write(jar());
    assertTrue(reason("guard-1").startsWith(jar() + ": Guard.class is no class file: "));
  }
}
