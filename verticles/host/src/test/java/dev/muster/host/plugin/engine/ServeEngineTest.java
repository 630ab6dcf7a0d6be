package dev.muster.host.plugin.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.plugin.HookResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class ServeEngineTest {
  /** Sets {@code call} to the id of the next line, as a shell can without tools. */
  static final String NEXT =
      "next() { IFS= read -r line || exit 0; call=${line#*'\"call\":\"'}; call=${call%%'\"'*}; }\n";

  private static final String ECHO =
      NEXT + "while next; do echo \"{\\\"call\\\":\\\"$call\\\"}\"; done";

  private final String id = Workshop.newId();
  private final Workshop workshop;

  ServeEngineTest(@TempDir Path root) {
    this.workshop = new Workshop(root);
  }

  @Test
  void one_process_answers_all_calls() throws Exception {
    ServeEngine engine = start(ECHO);
    for (int i = 0; i < 3; i++) {
      assertEquals(HookResult.proceed(), engine.call(Workshop.EDIT));
    }
    assertEquals(1, Workshop.living(id).size());
    engine.close();
    assertEquals(List.of(), Workshop.living(id));
  }

  @Test
  void answers_find_their_calls_in_any_order() throws Exception {
    ServeEngine engine =
        start(
            NEXT
                + """
                say() { echo "{\\"call\\":\\"$1\\",\\"result\\":\\"veto\\",\\"reason\\":\\"$2\\"}"; }
                next; a=$call; next; b=$call; next; c=$call
                say $c third; say $a first; say $b second; next
                """);
    List<Callable<HookResult>> calls = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      calls.add(() -> engine.call(Workshop.EDIT));
    }
    var reasons = new ArrayList<String>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<HookResult> answer : threads.invokeAll(calls)) {
        reasons.add(((HookResult.Veto) answer.get()).reason());
      }
    }
    reasons.sort(null);
    assertEquals(List.of("first", "second", "third"), reasons);
    engine.close();
  }

  @Test
  void an_answer_that_is_not_valid_fails_its_call_only() throws Exception {
    ServeEngine engine =
        start(
            NEXT
                + "next; echo \"{\\\"call\\\":\\\"$call\\\",\\\"result\\\":\\\"maybe\\\"}\"\n"
                + ECHO);
    assertEquals("result must be continue, amend, veto or emit, was `maybe`", failure(engine));
    assertEquals(HookResult.proceed(), engine.call(Workshop.EDIT));
    engine.close();
  }

  @Test
  void a_process_that_ends_in_each_call_is_started_five_times_more() throws Exception {
    ServeEngine engine = start("echo life >> lives; IFS= read -r line; echo oh no >&2; exit 4");
    for (int life = 1; life <= 6; life++) {
      assertEquals("it ended with exit code 4: oh no", failure(engine), "life " + life);
    }
    assertEquals("it ended and was started again 5 times", failure(engine));
    Path state = workshop.context(id).folder();
    assertEquals(6, Files.readAllLines(state.resolve("lives")).size());
    assertEquals(List.of(), Workshop.living(id));
    engine.close();
  }

  @Test
  void garbage_ends_the_process_and_the_next_one_may_do_better() throws Exception {
    ServeEngine engine = start("[ -e once ] || { : > once; read -r line; echo garbage; }\n" + ECHO);
    assertTrue(failure(engine).startsWith("the answer must be a JSON object"));
    assertEquals(HookResult.proceed(), engine.call(Workshop.EDIT));
    engine.close();
  }

  @Test
  void an_answer_that_nobody_asked_for_is_garbage() throws Exception {
    ServeEngine engine = start("read -r line; echo '{\"call\":\"99\"}'; read -r line");
    assertTrue(failure(engine).startsWith("an answer must have the call it is for"));
    engine.close();
  }

  @Test
  void a_line_without_an_end_is_garbage() throws Exception {
    ServeEngine engine = start("read -r line; yes | tr -d '\\n'");
    assertEquals("an answer must be at most 65536 bytes", failure(engine));
    assertEquals(List.of(), Workshop.living(id));
    engine.close();
  }

  private String failure(ServeEngine engine) {
    return String.valueOf(
        assertThrows(HookFailed.class, () -> engine.call(Workshop.EDIT)).getMessage());
  }

  private ServeEngine start(String script) throws Exception {
    var engine = new ServeEngine(workshop.shell(id, script), Workshop.LIMITS);
    engine.start(workshop.context(id));
    return engine;
  }
}
