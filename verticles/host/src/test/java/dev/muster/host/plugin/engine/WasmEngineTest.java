package dev.muster.host.plugin.engine;

import static dev.muster.host.plugin.engine.WasmDesk.edit;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.plugin.HookResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a module is asked, what it may say, and how many calls it takes at once. */
final class WasmEngineTest {
  @TempDir private Path folder;
  private WasmDesk desk;

  @BeforeEach
  void desk() {
    desk = new WasmDesk(folder, Map.of("folder", "secrets/"));
  }

  @Test
  void a_module_is_told_phase_plugin_call_config_and_input() throws Exception {
    WasmEngine engine =
        desk.started(Wat.plugin("", "(call $log (local.get 0) (local.get 1)) (i64.const 0)"));
    assertEquals(HookResult.proceed(), engine.call(edit("a.txt")));
    assertEquals(HookResult.proceed(), engine.call(edit("b.txt")));
    assertEquals(
        "{\"phase\":\"pre_edit\",\"plugin\":\"guard\",\"call\":\"1\","
            + "\"config\":{\"folder\":\"secrets/\"},\"input\":{\"edit\":{\"repo\":\"/r/.git\","
            + "\"path\":\"a.txt\",\"worktree\":\"/r\",\"session\":\"s-1\",\"subagent\":null,"
            + "\"tool\":\"Edit\"}}}",
        desk.logged().getFirst());
    assertTrue(desk.logged().getLast().contains("\"call\":\"2\""));
  }

  @Test
  void each_answer_of_the_interface_is_understood() throws Exception {
    assertEquals(HookResult.proceed(), answered("{\"result\":\"continue\"}"));
    assertEquals(HookResult.veto("no"), answered("{\"result\":\"veto\",\"reason\":\"no\"}"));
    assertEquals(
        HookResult.atMost(2, "busy"),
        answered("{\"result\":\"amend\",\"agents_max\":2,\"note\":\"busy\"}"));
    assertEquals(
        HookResult.emit("x.y", Map.of("k", "v")),
        answered("{\"result\":\"emit\",\"type\":\"x.y\",\"data\":{\"k\":\"v\"}}"));
  }

  private HookResult answered(String json) throws Exception {
    return desk.started(Wat.answering(json)).call(edit("a.txt"));
  }

  @Test
  void what_it_logs_is_one_line_and_what_it_emits_is_published() throws Exception {
    WasmEngine engine =
        desk.started(
            Wat.plugin(
                "(data (i32.const 0) \"a\\0ab\")"
                    + "(data (i32.const 16) \"{\\\"type\\\":\\\"x.y\\\",\\\"data\\\":{\\\"k\\\":\\\"v\\\"}}\")",
                "(call $log (i32.const 0) (i32.const 3)) (call $emit (i32.const 16) (i32.const 31))"
                    + "(i64.const 0)"));
    assertEquals(HookResult.proceed(), engine.call(edit("a.txt")));
    assertEquals(List.of("a b"), desk.logged());
    assertEquals(List.of("x.y {k=v}"), desk.published());
  }

  @Test
  void a_module_of_4_mb_at_most_takes_four_calls_at_once_and_one_of_9_mb_takes_one()
      throws Exception {
    // 16 MB for all instances: 64 pages are 4 MB, of which four fit, 144 are 9 MB, of which one
    // does.
    assertTakes(4, 64);
    assertTakes(1, 144);
  }

  private void assertTakes(int atOnce, int pagesMax) throws Exception {
    desk.logged().clear();
    WasmEngine engine =
        desk.started(
            Wat.module(
                "(module %s (memory (export \"memory\") 1 %d) %s %s)"
                    .formatted(
                        Wat.DOORS,
                        pagesMax,
                        Wat.ALLOC,
                        "(func (export \"muster_call\") (param i32 i32) (result i64)"
                            + "(call $log (i32.const 0) (i32.const 1))"
                            + "(loop $l (br $l)) (unreachable))")));
    List<Thread> callers = new ArrayList<>();
    for (int i = 0; i <= atOnce; i++) {
      callers.add(Thread.ofPlatform().start(() -> callUntilInterrupted(engine)));
    }
    await(() ->
        desk.logged().size() == atOnce
            && callers.stream().filter(it -> it.getState() == Thread.State.WAITING).count() == 1);
    Thread inside =
        callers.stream().filter(it -> it.getState() != Thread.State.WAITING).findFirst().get();
    inside.interrupt();
    inside.join();
    await(() -> desk.logged().size() == atOnce + 1);
    callers.forEach(Thread::interrupt);
    for (Thread caller : callers) {
      caller.join();
    }
  }

  private static void callUntilInterrupted(WasmEngine engine) {
    try {
      engine.call(edit("a.txt"));
    } catch (InterruptedException | HookFailed e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void await(BooleanSupplier happened) {
    long deadline = System.nanoTime() + 5_000_000_000L;
    while (!happened.getAsBoolean()) {
      assertTrue(System.nanoTime() < deadline, "it did not happen within 5 s");
      Thread.onSpinWait();
    }
  }

  @Test
  void a_call_after_the_end_fails() throws Exception {
    WasmEngine engine = desk.started(Wat.plugin("", "(i64.const 0)"));
    engine.close();
    EvilWasmTest.failed(engine, edit("a.txt"), "not running");
  }
}
