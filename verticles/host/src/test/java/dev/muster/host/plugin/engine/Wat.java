package dev.muster.host.plugin.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Assumptions;

/** Modules from their text, by the wat2wasm of Debian's wabt. */
public final class Wat {
  /** The doors that every plugin has, and a memory of one page. */
  static final String DOORS =
      """
      (import "muster" "log" (func $log (param i32 i32)))
      (import "muster" "emit" (func $emit (param i32 i32)))
      """;

  static final String ALLOC =
      "(func (export \"muster_alloc\") (param i32) (result i32) (i32.const 4096))";

  private Wat() {}

  /** A plugin whose muster_call does that; {@code fields} come before it. */
  public static byte[] plugin(String fields, String call) throws Exception {
    return module(
        "(module %s (memory (export \"memory\") 1) %s %s %s)"
            .formatted(
                DOORS,
                ALLOC,
                fields,
                "(func (export \"muster_call\") (param i32 i32) (result i64) " + call + ")"));
  }

  /** A plugin that always answers that. */
  static byte[] answering(String json) throws Exception {
    return plugin(
        "(data (i32.const 16) \"" + json.replace("\"", "\\\"") + "\")",
        "(i64.or (i64.const 0x1000000000) (i64.const " + json.length() + "))");
  }

  static byte[] module(String text) throws Exception {
    Path folder = Files.createTempDirectory("wat");
    Path source = Files.writeString(folder.resolve("module.wat"), text);
    Path built = folder.resolve("module.wasm");
    try {
      build(source, built);
      return Files.readAllBytes(built);
    } finally {
      Files.deleteIfExists(built);
      Files.delete(source);
      Files.delete(folder);
    }
  }

  static void build(Path source, Path built) throws IOException, InterruptedException {
    Process tool =
        new ProcessBuilder(tool().toString(), source.toString(), "-o", built.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, tool.waitFor(), said);
  }

  private static Path tool() {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
        .map(folder -> Path.of(folder, "wat2wasm"))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseGet(Wat::absent);
  }

  private static Path absent() {
    String what = "needs wat2wasm (package wabt) on PATH";
    if ("1".equals(System.getenv("MUSTER_REQUIRE_ALL"))) {
      return fail("MUSTER_REQUIRE_ALL=1 and this test " + what + ": install it");
    }
    System.err.println(
        "SKIPPED: this test " + what + "; MUSTER_REQUIRE_ALL=1 makes that a failure");
    return Assumptions.abort(what);
  }
}
