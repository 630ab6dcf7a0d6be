package dev.muster.coordination.declare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.contract.AgentId;
import dev.muster.contract.Declaration;
import dev.muster.contract.DeclarationId;
import dev.muster.contract.DeclarationState;
import dev.muster.contract.DeclaredFile;
import dev.muster.contract.FileKey;
import dev.muster.contract.FileLease;
import dev.muster.contract.Holder;
import dev.muster.contract.LeaseId;
import dev.muster.contract.LineRange;
import dev.muster.contract.Session;
import dev.muster.contract.Vendor;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class SessionWordsTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Random RANDOM = new Random(1);

  @Test
  void who_is_alone_is_told_nothing() {
    List<Session> self = List.of(session("me", "/shop"));

    assertNull(
        SessionWords.context(
            "me", "/shop", self, List.of(lease("me", "A.java")), List.of(declaration("me"))));
  }

  @Test
  void others_are_told_with_worktree_intent_and_files() {
    List<Session> sessions =
        List.of(session("me", "/shop"), session("one", "/shop"), session("two", "/shop-2"));

    assertEquals(
        """
        3 other agents work in this repository now:
        - claude-one in this worktree ("Fix login"), editing src/A.java, declared B.java:10-20,30
        - claude-two in the worktree /shop-2, nothing declared yet
        - runner in this worktree ("Fix login"), declared B.java:10-20,30\
        """,
        SessionWords.context(
            "me",
            "/shop",
            sessions,
            List.of(lease("one", "src/A.java"), lease("me", "mine.java")),
            List.of(declaration("one"), declaration("runner"))));
  }

  @Test
  void what_is_parked_is_nobodys_work_now() {
    Declaration parked = declaration("two", DeclarationState.PARKED);

    assertNull(SessionWords.context("me", "/shop", List.of(), List.of(), List.of(parked)));
  }

  @Test
  void of_many_others_ten_lines_are_told_at_most() {
    List<Session> sessions =
        IntStream.range(0, 30).mapToObj(i -> session("s" + i, "/" + "w".repeat(200) + i)).toList();

    String text = SessionWords.context("me", "/shop", sessions, List.of(), List.of());

    assertNotNull(text);
    assertEquals(9, text.lines().count());
    assertTrue(text.contains("- and 23 more"), text);
    assertTrue(text.length() <= 1_500, () -> text.length() + " characters");
  }

  @Test
  void a_prompt_asks_to_declare_first_until_the_session_did() {
    String asked = SessionWords.prompt("Another agent works", false);

    assertNotNull(asked);
    assertTrue(asked.startsWith("Another agent works\nBefore you edit, say which files"), asked);
    assertTrue(asked.contains("muster declare PATH[:from-to]..."), asked);
    assertFalse(asked.contains("allow"), asked);
    assertEquals("Another agent works", SessionWords.prompt("Another agent works", true));
    assertNull(SessionWords.prompt(null, true));
  }

  private static Session session(String name, String worktree) {
    return new Session(
        name,
        Vendor.CLAUDE,
        AgentId.next(NOW, RANDOM),
        "claude-" + name,
        "/shop/.git",
        worktree,
        null,
        null,
        NOW,
        NOW);
  }

  private static FileLease lease(String session, String path) {
    return new FileLease(
        LeaseId.next(NOW, RANDOM),
        new FileKey("/shop/.git", "/shop", path),
        Holder.of(session),
        "claude-" + session,
        null,
        null,
        1,
        NOW,
        NOW,
        NOW,
        NOW,
        false,
        0);
  }

  private static Declaration declaration(String session) {
    return declaration(session, DeclarationState.ACTIVE);
  }

  private static Declaration declaration(String session, DeclarationState state) {
    return new Declaration(
        DeclarationId.next(NOW, RANDOM),
        "/shop/.git",
        "/shop",
        Holder.of(session),
        session,
        null,
        "Fix login",
        false,
        List.of(new DeclaredFile("B.java", List.of(new LineRange(10, 20), new LineRange(30, 30)))),
        state,
        NOW,
        (@Nullable Instant) null);
  }
}
