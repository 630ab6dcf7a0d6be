package dev.muster.host.plugin.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.host.plugin.folder.PluginRefused;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Modules that do not start, and what their author reads. */
final class WasmRefusalTest {
  private static final String CALL =
      "(func (export \"muster_call\") (param i32 i32) (result i64) (i64.const 0))";
  private static final String MEMORY = "(memory (export \"memory\") 1)";

  @TempDir private Path folder;
  private WasmDesk desk;

  @BeforeEach
  void desk() {
    desk = new WasmDesk(folder);
  }

  private void refused(String why, byte[] module) {
    String said =
        assertThrows(PluginRefused.class, () -> desk.engine(module).start(desk)).getMessage();
    assertTrue(String.valueOf(said).contains(why), said);
  }

  private void refused(String why, String... fields) throws Exception {
    refused(why, Wat.module("(module " + String.join(" ", fields) + ")"));
  }

  @Test
  void a_module_with_the_three_exports_starts_without_any_import() throws Exception {
    desk.started(Wat.module("(module " + MEMORY + Wat.ALLOC + CALL + ")")).close();
  }

  @Test
  void imports_other_than_log_and_emit_are_refused_by_name() throws Exception {
    String only = "expected no imports but the functions muster.log and muster.emit, found ";
    refused(
        only + "function wasi_snapshot_preview1.fd_write",
        "(import \"wasi_snapshot_preview1\" \"fd_write\" (func (param i32 i32 i32 i32) (result i32)))",
        MEMORY,
        Wat.ALLOC,
        CALL);
    refused(only + "memory muster.log", "(import \"muster\" \"log\" (memory 1))", Wat.ALLOC, CALL);
    refused(
        "expected muster.log as",
        "(import \"muster\" \"log\" (func (param i64)))",
        MEMORY,
        Wat.ALLOC,
        CALL);
  }

  @Test
  void exports_that_are_absent_or_of_another_type_are_named() throws Exception {
    refused("expected the export of a function muster_alloc", MEMORY, CALL);
    refused("expected the export of a function muster_call", MEMORY, Wat.ALLOC);
    refused("expected the export of a memory memory", "(memory 1)", Wat.ALLOC, CALL);
    refused(
        "expected the export muster_call as",
        MEMORY,
        Wat.ALLOC,
        "(func (export \"muster_call\") (param i32) (result i32) (i32.const 0))");
  }

  @Test
  void a_memory_beyond_the_cap_more_than_one_and_none_are_refused() throws Exception {
    refused(
        "expected at most 256 pages of 64 KiB to begin with (wasm_memory_mb), found 257",
        "(memory (export \"memory\") 257)",
        Wat.ALLOC,
        CALL);
    refused("expected one memory, found 0", Wat.ALLOC, CALL);
    refused(
        "expected one memory, found 2",
        HexFormat.of()
            .parseHex(
                "0061736d01000000" // header
                    + "010c0260017f017f60027f7f017e" // types (i32)->i32, (i32 i32)->i64
                    + "0303020001" // functions
                    + "0505020001"
                    + "0001" // two memories
                    + "0727030"
                    + "66d656d6f727902000c6d75737465725f616c6c6f6300000b6d75737465725f63616c6c0001"
                    + "0a0b02040041010b040042000b"));
  }

  @Test
  void a_start_function_that_traps_is_refused_with_what_it_said() throws Exception {
    refused(
        "the module could not start: ",
        MEMORY,
        Wat.ALLOC,
        CALL,
        "(func $start (unreachable)) (start $start)");
  }

  @Test
  void a_start_function_that_loops_ends_with_the_interrupt() throws Exception {
    WasmEngine engine =
        desk.engine(
            Wat.module(
                "(module %s %s %s %s (data (i32.const 0) \"in\") %s)"
                    .formatted(
                        Wat.DOORS,
                        MEMORY,
                        Wat.ALLOC,
                        CALL,
                        "(func $s (call $log (i32.const 0) (i32.const 2)) (loop $l (br $l))) (start $s)")));
    var task =
        new FutureTask<Object>(
            () -> assertThrows(InterruptedException.class, () -> engine.start(desk)));
    Thread starter = Thread.ofPlatform().start(task);
    while (desk.logged().isEmpty()) {
      assertTrue(starter.isAlive(), "it ended before it began");
      Thread.onSpinWait();
    }
    starter.interrupt();
    task.get(2, TimeUnit.SECONDS);
  }

  @ParameterizedTest
  @CsvSource({
    "'', expected a WebAssembly module",
    "0061736d, expected a WebAssembly module",
    "0061736d02000000, expected a WebAssembly module",
    "0061736d0100000001ffffffff0f, the module ends in the middle",
    "0061736d010000000105, the module ends in the middle",
    // a type with 2^31 parameters, a body with 3 x 50,000 locals, a segment of 2 GB, 2^31 entries
    "0061736d01000000010801" + "60ffffffff07" + "00, things promised",
    "0061736d010000000a0f010d03d0860" + "37fd086037fd086037f0b, at most 5000 locals",
    "0061736d010000000b0a010041000b" + "ffffffff07, the module ends in the middle",
    "0061736d01000000090a010041000b" + "ffffffff07, things promised",
    "0061736d010000000104015e7f00, expected only function types",
  })
  void bytes_that_promise_more_than_they_hold_are_refused_before_anything_is_allocated(
      String hex, String why) {
    refused(why, HexFormat.of().parseHex(hex));
  }

  @Test
  void a_module_larger_than_the_cap_is_refused_and_one_at_the_cap_is_read() throws Exception {
    byte[] small = Wat.module("(module " + MEMORY + Wat.ALLOC + CALL + ")");
    refused("expected a module of at most", padded(small, WasmCode.MODULE_BYTES_MAX + 1));
    desk.started(padded(small, WasmCode.MODULE_BYTES_MAX)).close();
  }

  @Test
  void more_code_than_the_heap_takes_is_refused_and_a_little_less_is_read() throws Exception {
    String more = "(func " + "nop ".repeat(262_144) + ")";
    refused(
        "expected at most 262144 bytes of code and declarations", MEMORY, Wat.ALLOC, CALL, more);
    String less = "(func " + "nop ".repeat(262_000) + ")";
    desk.started(Wat.module("(module " + MEMORY + Wat.ALLOC + CALL + less + ")")).close();
  }

  private static byte[] padded(byte[] module, int bytes) {
    var padded = new ByteArrayOutputStream();
    padded.writeBytes(module);
    int content = bytes - module.length - 1 - 5;
    padded.write(0);
    for (int shift = 0; shift < 28; shift += 7) {
      padded.write(((content >> shift) & 0x7f) | 0x80);
    }
    padded.write(content >> 28);
    padded.write(1);
    padded.writeBytes("x".repeat(content - 1).getBytes(StandardCharsets.UTF_8));
    assertEquals(bytes, padded.size());
    return padded.toByteArray();
  }
}
