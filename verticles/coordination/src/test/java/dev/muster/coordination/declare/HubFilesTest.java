package dev.muster.coordination.declare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

final class HubFilesTest {
  private final HubFiles hubs = new HubFiles(HubFiles.DEFAULTS);

  @Test
  void lock_files_manifests_and_changelogs_are_hubs_wherever_they_lie() {
    for (String path :
        List.of(
            "package-lock.json",
            "web/package-lock.json",
            "Cargo.toml",
            "crates/core/Cargo.lock",
            "pom.xml",
            "requirements.txt",
            "requirements-dev.txt",
            "app/build.gradle.kts",
            "CHANGELOG",
            "docs/CHANGELOG.md")) {
      assertTrue(hubs.contains(path), path);
    }
  }

  @Test
  void source_files_are_none_even_when_their_names_are_like_a_hubs() {
    for (String path :
        List.of(
            "src/Main.java",
            "package-lock.json.orig",
            "pom.xml/Reader.java",
            "src/ChangelogWriter.java",
            "my-go.mod",
            "requirements/base.py")) {
      assertFalse(hubs.contains(path), path);
    }
  }

  @Test
  void a_star_stays_within_a_folder_and_two_cross_folders() {
    var some = new HubFiles(List.of("docs/*.md", "gen/**", "**/api/?.json"));

    assertEquals(List.of(true, false), both(some, "docs/a.md", "docs/a/b.md"));
    assertEquals(List.of(true, false), both(some, "gen/a/b/c.txt", "src/gen/c.txt"));
    assertEquals(List.of(true, true), both(some, "api/1.json", "web/x/api/2.json"));
    assertEquals(List.of(false, false), both(some, "api/12.json", "api//.json"));
  }

  @Test
  void other_signs_are_meant_as_they_stand() {
    var some = new HubFiles(List.of("a+b.(c)", "[x].md"));

    assertEquals(List.of(true, false), both(some, "a+b.(c)", "aab.c"));
    assertEquals(List.of(true, false), both(some, "[x].md", "x.md"));
  }

  @Test
  void an_empty_list_has_no_hubs() {
    assertFalse(new HubFiles(List.of()).contains("pom.xml"));
  }

  private static List<Boolean> both(HubFiles hubs, String one, String other) {
    return List.of(hubs.contains(one), hubs.contains(other));
  }
}
