package dev.muster.lab.contention;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.contract.LineRange;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import org.junit.jupiter.api.Test;

class CommitReadersTest {
  private static final String HEADER =
      "sha,is_merge,subject,insertions,deletions,files,files_truncated\n";

  private static CommitTrace gastown(String rows) throws IOException {
    return GastownCommits.read(new StringReader(HEADER + rows));
  }

  private static CommitTrace patches(String log) {
    var reader = new PatchReader();
    log.lines().forEach(reader::line);
    return reader.trace("repo");
  }

  @Test
  void a_row_of_gastown_is_a_commit_with_files_and_without_lines() throws IOException {
    CommitTrace trace = gastown("c1,0,\"Fix a, b\",9,2,cmd/a.go|go.mod,0\nc2,0,x,,,b.go,0\n");
    assertEquals(
        List.of(
            new PastCommit(
                "c1",
                11,
                List.of(
                    new TouchedFile("cmd/a.go", false, List.of()),
                    new TouchedFile("go.mod", true, List.of()))),
            new PastCommit("c2", -1, List.of(new TouchedFile("b.go", false, List.of())))),
        trace.commits());
    assertFalse(trace.lines());
  }

  @Test
  void merges_tool_state_and_bulk_are_left_out_of_gastown_and_counted() throws IOException {
    CommitTrace trace =
        gastown(
            """
            m,1,x,1,1,a.go,0
            e,0,x,0,0,,0
            s,0,x,1,1,.beads/issues.jsonl,0
            b,0,x,1,1,a.go,1
            c,0,x,1,1,.beads/issues.jsonl|a.go,0
            """);
    assertEquals(List.of("c"), trace.commits().stream().map(PastCommit::id).toList());
    assertTrue(trace.commits().getFirst().files().getFirst().hub());
    assertEquals(
        "2 merges or empty, 1 of tool state (.beads/) only, 1 of more than 60 files",
        trace.leftOut());
  }

  @Test
  void a_count_of_lines_that_is_no_number_is_refused() {
    var refused = assertThrows(IOException.class, () -> gastown("c,0,x,many,1,a.go,0\n"));
    assertEquals("commits.csv: a count of lines is many", refused.getMessage());
  }

  @Test
  void hunks_are_lines_as_they_were_before_the_commit() {
    CommitTrace trace =
        patches(
            """
            commit c1 p1

            diff --git a/src/A.java b/src/A.java
            index 1..2 100644
            --- a/src/A.java
            +++ b/src/A.java
            @@ -10,2 +10 @@ class A {
            -one
            -two
            +three
            @@ -40,0 +40,3 @@
            +a
            +b
            +c
            @@ -90 +93 @@
            -x
            +y
            \\ No newline at end of file
            """);
    PastCommit commit = trace.commits().getFirst();
    assertEquals(8, commit.churn());
    assertEquals(
        List.of(
            Plans.file(
                "src/A.java", new LineRange(10, 11), new LineRange(40, 41), new LineRange(90, 90))),
        commit.files());
    assertTrue(trace.lines());
  }

  @Test
  void text_that_looks_like_a_header_is_text() {
    CommitTrace trace =
        patches(
            """
            commit c1 p1
            diff --git a/a b/a
            --- a/a
            +++ b/a
            @@ -1,2 +1,2 @@
            --- a/other
            -commit c9 p9
            +++ b/other
            +@@ -7 +7 @@
            diff --git a/b b/b
            old mode 100644
            new mode 100755
            """);
    assertEquals(1, trace.commits().size());
    assertEquals(
        List.of(Plans.file("a", new LineRange(1, 2)), Plans.file("b")),
        trace.commits().getFirst().files());
  }

  @Test
  void a_new_or_deleted_file_is_edited_in_all_its_lines() {
    CommitTrace trace =
        patches(
            """
            commit c1
            diff --git a/new name b/new name
            new file mode 100644
            --- /dev/null
            +++ b/new name
            @@ -0,0 +1,2 @@
            +a
            +b
            diff --git "a/t\\303\\244g" "b/t\\303\\244g"
            deleted file mode 100644
            --- "a/t\\303\\244g"
            +++ /dev/null
            @@ -1 +0,0 @@
            -a
            """);
    var all = new LineRange(1, Integer.MAX_VALUE);
    assertEquals(
        List.of(Plans.file("new name", all), Plans.file("t\\303\\244g", all)),
        trace.commits().getFirst().files());
  }

  @Test
  void merges_empty_commits_and_bulk_are_left_out_of_git_and_counted() {
    var log = new StringBuilder("commit m p1 p2\ncommit e p1\ncommit b p1\n");
    for (int i = 0; i < 61; i++) {
      log.append("diff --git a/f%d b/f%d\n".formatted(i, i));
    }
    CommitTrace trace = patches(log + "commit c p1\ndiff --git a/x b/x\n");
    assertEquals(List.of("c"), trace.commits().stream().map(PastCommit::id).toList());
    assertEquals("1 merges, 1 empty, 1 of more than 60 files", trace.leftOut());
  }

  @Test
  void lock_files_manifests_and_changelogs_are_hub_files_in_any_folder() {
    for (String hub :
        List.of("go.sum", "web/package-lock.json", "a/pom.xml", "CHANGELOG.md", "x/Cargo.toml")) {
      assertTrue(HubFiles.contains(hub), hub);
    }
    for (String glob : dev.muster.coordination.declare.HubFiles.DEFAULTS) {
      assertTrue(HubFiles.contains("a/" + glob.replace("*", "1.x")), glob);
    }
    for (String other : List.of("src/go.sum.go", "mypom.xml", "docs/log.md", "go.mod/x.go")) {
      assertFalse(HubFiles.contains(other), other);
    }
  }
}
