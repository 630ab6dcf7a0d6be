package dev.muster.host.plugin.engine;

import static dev.muster.host.plugin.engine.WasmDesk.edit;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.plugin.HookInput;
import dev.muster.plugin.HookResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Modules that mean harm or are broken: the call fails, the host goes on. */
final class EvilWasmTest {
  private static final HookInput EDIT = edit("a.txt");
  private static final Duration SOON = Duration.ofSeconds(2);

  @TempDir private Path folder;
  private WasmDesk desk;

  @BeforeEach
  void desk() {
    desk = new WasmDesk(folder);
  }

  static void failed(WasmEngine engine, HookInput input, String why) {
    String said = assertThrows(HookFailed.class, () -> engine.call(input)).getMessage();
    assertTrue(String.valueOf(said).contains(why), said);
  }

  /** The first call logs `in` and does that; later ones go on. */
  private static byte[] once(String deed) throws Exception {
    return Wat.plugin(
        "(data (i32.const 0) \"in\")",
        "(call $log (i32.const 0) (i32.const 2)) " + deed + " (i64.const 0)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(loop $l (br $l))",
        "(loop $l (br_if $l (i32.const 1)))",
        "(loop $l (br_table $l $l (i32.const 0)))",
        "(loop $l (drop (memory.grow (i32.const 0))) (br $l))",
        "(loop $l (memory.fill (i32.const 0) (i32.const 0) (i32.const 65536)) (br $l))",
      })
  void a_loop_without_end_ends_soon_after_the_interrupt(String loop) throws Exception {
    WasmEngine engine = desk.started(once(loop));
    long micros = interrupted(engine);
    System.out.printf("wasm busy loop: ended %d us after the interrupt: %s%n", micros, loop);
    assertTrue(micros < 250_000, "took " + micros + " us");
  }

  /** The interpreter itself looks for no interrupt on these; the assembler does not know them. */
  @Test
  void loops_that_close_by_other_means_than_a_branch_end_as_well() throws Exception {
    // loop: i32.const 1, br_if 0, nop -> loop: ref.null func, br_on_null 0, drop
    byte[] onNull =
        patched(once("(loop $l (br_if $l (i32.const 1)) nop)"), "41010d0001", "d070d5001a");
    assertTrue(interrupted(desk.started(onNull)) < 250_000);
    desk.logged().clear();
    // call 2, end of a function without locals -> return_call 2
    byte[] tail =
        patched(
            Wat.plugin(
                "(data (i32.const 0) \"in\") (func $again call $again)",
                "(call $log (i32.const 0) (i32.const 2)) (call $again) (i64.const 0)"),
            "0400" + "1003" + "0b",
            "0400" + "1203" + "0b");
    assertTrue(interrupted(desk.started(tail)) < 250_000);
  }

  private static byte[] patched(byte[] module, String from, String to) {
    String hex = HexFormat.of().formatHex(module);
    assertTrue(hex.contains(from), hex);
    return HexFormat.of().parseHex(hex.replaceFirst(from, to));
  }

  /** Calls on a thread of its own, interrupts it once it is in; how long the end took then. */
  private long interrupted(WasmEngine engine) throws Exception {
    var ended = new CountDownLatch(1);
    var task =
        new FutureTask<Object>(() -> {
          try {
            return assertThrows(InterruptedException.class, () -> engine.call(EDIT));
          } finally {
            ended.countDown();
          }
        });
    Thread caller = Thread.ofPlatform().start(task);
    while (desk.logged().isEmpty()) {
      assertTrue(caller.isAlive(), "it ended before it began");
      Thread.onSpinWait();
    }
    long asked = System.nanoTime();
    caller.interrupt();
    assertTrue(ended.await(SOON.toMillis(), TimeUnit.MILLISECONDS), "it is still running");
    long micros = (System.nanoTime() - asked) / 1_000;
    task.get();
    assertFalse(caller.isInterrupted());
    return micros;
  }

  @Test
  void memory_grows_to_the_cap_and_not_beyond() throws Exception {
    // 16 MB are 256 pages, one is there: 255 more succeed, the next is -1, which becomes the veto.
    WasmEngine engine =
        desk.started(
            Wat.plugin(
                "(data (i32.const 16) \"{\\\"result\\\":\\\"veto\\\",\\\"reason\\\":\\\"full\\\"}\")"
                    + "(global $grown (mut i32) (i32.const 0))",
                """
                (loop $more
                  (if (i32.ne (memory.grow (i32.const 1)) (i32.const -1))
                    (then (global.set $grown (i32.add (global.get $grown) (i32.const 1)))
                          (br $more))))
                (if (result i64) (i32.eq (global.get $grown) (i32.const 255))
                  (then (i64.const 0x1000000021))
                  (else (unreachable)))
                """));
    assertEquals(HookResult.veto("full"), engine.call(EDIT));
  }

  @Test
  void a_module_that_takes_memory_without_end_and_then_writes_beyond_it_traps() throws Exception {
    WasmEngine engine =
        desk.started(
            once(
                """
                (loop $more
                  (drop (memory.grow (i32.const 16)))
                  (i32.store (i32.shl (memory.size) (i32.const 16)) (i32.const 1))
                  (br $more))
                """));
    failed(engine, EDIT, "out of bounds memory access");
  }

  @Test
  void a_trap_fails_the_call_and_leaves_the_next_one_a_fresh_instance() throws Exception {
    WasmEngine engine =
        desk.started(
            Wat.plugin(
                "(global $state (mut i32) (i32.const 0)) (data (i32.const 0) \"01\")",
                """
                (call $log (global.get $state) (i32.const 1))
                (global.set $state (i32.const 1))
                (unreachable)
                """));
    failed(engine, EDIT, "unreachable");
    failed(engine, EDIT, "unreachable");
    assertEquals(List.of("0", "0"), desk.logged(), "what the first instance kept is gone");
  }

  @Test
  void division_by_zero_fails_the_call() throws Exception {
    failed(
        desk.started(once("(drop (i32.div_s (i32.const 1) (i32.const 0)))")),
        EDIT,
        "divide by zero");
  }

  @Test
  void calls_inside_calls_without_end_fail_the_call() throws Exception {
    byte[] module = Wat.plugin("(func $again (call $again))", "(call $again) (i64.const 0)");
    failed(desk.started(module), EDIT, "call stack exhausted: at most 500 calls");
  }

  @Test
  void calls_inside_calls_with_many_locals_do_not_fill_the_heap() throws Exception {
    String locals = "(local " + "i64 ".repeat(5_000) + ")";
    byte[] module =
        Wat.plugin("(func $again " + locals + " (call $again))", "(call $again) (i64.const 0)");
    failed(desk.started(module), EDIT, "call stack exhausted");
  }

  @Test
  void values_piled_up_before_calls_inside_calls_do_not_fill_the_heap() throws Exception {
    String values = "i64.const 0 ".repeat(5_000);
    String drops = "drop ".repeat(5_000);
    byte[] module =
        Wat.plugin(
            "(func $again " + values + " call $again " + drops + ")",
            "(call $again) (i64.const 0)");
    failed(desk.started(module), EDIT, "stack exhausted");
  }

  @Test
  void a_small_thread_stack_ends_the_call_and_not_the_thread() throws Exception {
    byte[] module = Wat.plugin("(func $again (call $again))", "(call $again) (i64.const 0)");
    WasmEngine engine = desk.started(module);
    var task =
        new FutureTask<Object>(() -> {
          failed(engine, EDIT, "call stack exhausted");
          return true;
        });
    new Thread(null, task, "small", 192 * 1024).start();
    assertEquals(true, task.get(SOON.toMillis(), TimeUnit.MILLISECONDS));
  }

  @Test
  void tables_grow_to_their_cap_and_not_beyond() throws Exception {
    WasmEngine engine =
        desk.started(
            Wat.plugin(
                "(table $t 1 funcref)",
                """
                (if (result i64)
                  (i32.eq (table.grow $t (ref.null func) (i32.const 1000000)) (i32.const -1))
                  (then (i64.const 0))
                  (else (unreachable)))
                """));
    assertEquals(HookResult.proceed(), engine.call(EDIT));
  }

  @Test
  void pointers_outside_the_memory_fail_the_call() throws Exception {
    String outside = "outside the memory of 65536";
    failed(desk.started(Wat.plugin("", "(i64.const 0xffffffff00000002)")), EDIT, outside);
    failed(desk.started(Wat.plugin("", "(i64.const 0x0000ffff00000002)")), EDIT, outside);
    failed(
        desk.started(once("(call $log (i32.const -1) (i32.const 1))")),
        EDIT,
        "muster.log: 1 bytes");
    failed(desk.started(once("(call $emit (i32.const 65530) (i32.const 7))")), EDIT, outside);
    byte[] lying =
        Wat.module(
            """
            (module (memory (export "memory") 1)
              (func (export "muster_alloc") (param i32) (result i32) (i32.const 65535))
              (func (export "muster_call") (param i32 i32) (result i64) (i64.const 0)))
            """);
    failed(desk.started(lying), EDIT, "muster_alloc");
  }

  @ParameterizedTest
  @ValueSource(strings = {"garbage", "{", "[]", "{\"result\":\"maybe\"}", "{\"result\":\"veto\"}"})
  void an_answer_that_says_nothing_fails_the_call(String answer) throws Exception {
    failed(desk.started(Wat.answering(answer)), EDIT, "");
  }

  @Test
  void an_answer_of_more_than_64_kib_or_of_other_bytes_than_utf_8_fails_the_call()
      throws Exception {
    failed(desk.started(Wat.plugin("", "(i64.const 65537)")), EDIT, "at most 65536 bytes");
    failed(
        desk.started(Wat.plugin("(data (i32.const 16) \"\\ff\\fe\")", "(i64.const 0x1000000002)")),
        EDIT,
        "expected UTF-8");
  }

  @Test
  void a_module_that_does_not_stop_talking_fails_the_call() throws Exception {
    WasmEngine engine =
        desk.started(once("(loop $l (call $log (i32.const 0) (i32.const 2)) (br $l))"));
    failed(engine, EDIT, "at most 16 times");
    assertEquals(16, desk.logged().size());
  }

  @Test
  void an_event_that_is_none_fails_the_call() throws Exception {
    failed(desk.started(once("(call $emit (i32.const 0) (i32.const 2))")), EDIT, "muster.emit");
    assertEquals(List.of(), desk.published());
  }
}
