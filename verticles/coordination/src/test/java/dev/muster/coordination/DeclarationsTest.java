package dev.muster.coordination;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.contract.Closeness;
import dev.muster.contract.Declaration;
import dev.muster.contract.DeclarationAdvice;
import dev.muster.contract.DeclarationAnswer;
import dev.muster.contract.DeclarationState;
import dev.muster.contract.DeclareFiles;
import dev.muster.contract.DeclaredFile;
import dev.muster.contract.Holder;
import dev.muster.contract.LineRange;
import dev.muster.contract.Overlap;
import dev.muster.contract.Stake;
import dev.muster.contract.TaskId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What sessions are told; they are never parked. */
final class DeclarationsTest {
  @AutoClose private final Swarm swarm;
  private final Desk desk;

  DeclarationsTest(@TempDir Path folder) {
    swarm = Swarm.in(folder);
    desk = new Desk(swarm);
    desk.open("one");
    desk.open("two", Desk.THERE);
  }

  @Test
  void who_declares_first_goes_on() {
    DeclarationAnswer answer = desk.declare("one", "A.java:10-20");

    assertEquals(DeclarationAdvice.GO_ON, answer.advice());
    assertEquals(List.of(), answer.overlaps());
    Declaration made = answer.declaration();
    assertEquals("claude-one", made.agent());
    assertEquals(swarm.now().plus(Duration.ofMinutes(10)), made.until());
    assertEquals(List.of(made), desk.live());
    assertEquals(List.of(made), desk.picture().declarations());
    assertEquals(List.of("declared"), desk.causes());
  }

  @Test
  void ranges_that_meet_are_the_same_lines() {
    assertEquals(Closeness.SAME_LINES, second("A.java:10-20", "A.java:20-30").closeness());
  }

  @Test
  void fifteen_lines_apart_are_near_and_sixteen_are_far() {
    // 20 to 35 is 15, 20 to 36 is 16
    Overlap near = second("A.java:10-20", "A.java:35-40");
    assertEquals(Closeness.NEAR_LINES, near.closeness());
    assertEquals(15, near.linesApart());
    Overlap far = second("B.java:10-20", "B.java:36-40");
    assertEquals(Closeness.FAR_LINES, far.closeness());
    assertEquals(16, far.linesApart());
  }

  @Test
  void without_lines_it_is_the_same_file() {
    Overlap overlap = second("A.java", "A.java:1-2");

    assertEquals(Closeness.SAME_FILE, overlap.closeness());
    assertNull(overlap.linesApart());
  }

  @Test
  void hubs_and_far_lines_only_warn() {
    desk.declare("one", "pom.xml:1-9", "A.java:10-20");

    DeclarationAnswer answer = desk.declare("two", "pom.xml:1-9", "A.java:36-40");

    assertEquals(DeclarationAdvice.GO_ON, answer.advice());
    assertEquals(List.of("A.java FAR_LINES", "pom.xml HUB"), Desk.overlaps(answer));
  }

  @Test
  void an_overlap_says_who_where_and_why() {
    TaskId task = desk.prompt("one").taskId();
    desk.declare("one", "A.java");

    Overlap overlap = desk.declare("two", "A.java").overlaps().getFirst();

    assertEquals(
        new Overlap(
            "A.java",
            Stake.DECLARED,
            Closeness.SAME_FILE,
            null,
            Holder.of("one"),
            "claude-one",
            "work of one",
            task,
            true),
        overlap);
    Overlap there =
        desk.declare(Holder.of("three"), Desk.THERE, "A.java").overlaps().stream()
            .filter(of -> of.holder().equals(Holder.of("one")))
            .findFirst()
            .orElseThrow();
    assertEquals(false, there.sameWorktree());
  }

  @Test
  void when_some_files_are_free_these_go_first() {
    desk.declare("one", "A.java");

    DeclarationAnswer answer = desk.declare("two", "A.java", "B.java");

    assertEquals(DeclarationAdvice.TAKE_ANOTHER_PART, answer.advice());
    assertNull(answer.waitsFor());
    assertTrue(answer.text().contains("Begin with B.java,"), answer.text());
  }

  @Test
  void when_no_file_is_free_the_advice_is_to_wait_for_the_other_task() {
    TaskId task = desk.prompt("one").taskId();
    desk.declare("one", "A.java", "B.java");

    DeclarationAnswer answer = desk.declare("two", "A.java", "B.java:1-9");

    assertEquals(DeclarationAdvice.PARK, answer.advice());
    assertEquals(task, answer.waitsFor());
    assertEquals(DeclarationState.ACTIVE, answer.declaration().state());
  }

  @Test
  void the_earlier_one_is_told_nothing_of_the_later() {
    desk.declare("one", "A.java");
    desk.declare("two", "A.java");

    assertEquals(DeclarationAdvice.GO_ON, desk.declare("one", "A.java").advice());
  }

  @Test
  void a_file_named_anew_within_its_old_lines_keeps_its_place() {
    desk.declare("one", "A.java:10-40");
    desk.declare("two", "A.java:20-30");

    assertEquals(DeclarationAdvice.GO_ON, desk.declare("one", "A.java:15-25").advice());
    assertEquals(DeclarationAdvice.PARK, desk.declare("two", "A.java:20-30").advice());
  }

  @Test
  void a_file_named_anew_with_other_lines_comes_last() {
    desk.declare("one", "A.java:10-20");
    desk.declare("two", "A.java:100-120");

    DeclarationAnswer moved = desk.declare("one", "A.java:110-130");

    assertEquals(DeclarationAdvice.PARK, moved.advice());
    assertEquals(List.of("A.java SAME_LINES"), Desk.overlaps(moved));
  }

  @Test
  void what_a_holder_names_later_is_added_and_newer_lines_win() {
    Declaration first = desk.declare("one", "A.java:1-9", "B.java").declaration();

    Declaration merged = desk.declare("one", "A.java:50-60", "C.java").declaration();

    assertEquals(first.id(), merged.id());
    assertEquals(Desk.files("B.java", "A.java:50-60", "C.java"), merged.files());
    assertEquals(1, desk.live().size());
  }

  @Test
  void a_file_that_is_named_twice_has_both_ranges() {
    List<DeclaredFile> files =
        desk.declare("one", "A.java:1-9", "A.java:20-30").declaration().files();

    assertEquals(
        List.of(new DeclaredFile("A.java", List.of(new LineRange(1, 9), new LineRange(20, 30)))),
        files);
  }

  @Test
  void a_session_and_its_sub_agents_are_never_in_each_others_way() {
    desk.declare("one", "A.java");

    DeclarationAnswer answer = desk.declare(new Holder("one", "sub"), Desk.HERE, "A.java");

    assertEquals(List.of(), answer.overlaps());
    assertEquals(2, desk.live().size());
  }

  @Test
  void reading_overlaps_with_nothing() {
    desk.declare("one", "A.java");
    DeclarationAnswer reading = read("two", "A.java", "B.java");

    assertEquals(DeclarationAdvice.GO_ON, reading.advice());
    assertEquals(List.of(), reading.overlaps());
    assertEquals(DeclarationAdvice.GO_ON, desk.declare("one", "B.java").advice());
  }

  @Test
  void what_is_read_and_what_is_edited_are_kept_apart() {
    desk.declare("one", "A.java");
    read("one", "A.java");

    assertEquals(DeclarationAdvice.PARK, desk.declare("two", "A.java").advice());
  }

  @Test
  void another_repository_is_another_world() {
    desk.declare("one", "A.java");
    var elsewhere =
        new DeclareFiles(
            Holder.of("two"),
            null,
            "/other/.git",
            "/other",
            Desk.files("A.java"),
            null,
            null,
            null,
            null,
            null);

    assertEquals(List.of(), desk.declare(elsewhere).overlaps());
    assertEquals(1, desk.live().size());
  }

  /** The first session declares, then the second; the one overlap that it is told. */
  private Overlap second(String first, String then) {
    desk.declare("one", first);
    List<Overlap> overlaps = desk.declare("two", then).overlaps();
    assertEquals(1, overlaps.stream().filter(o -> then.startsWith(o.path())).count());
    return overlaps.stream().filter(o -> then.startsWith(o.path())).findFirst().orElseThrow();
  }

  private DeclarationAnswer read(String session, String... files) {
    return desk.declare(
        new DeclareFiles(
            Holder.of(session),
            null,
            Desk.REPO,
            Desk.HERE,
            Desk.files(files),
            null,
            true,
            null,
            null,
            null));
  }
}
