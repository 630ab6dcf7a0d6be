package dev.muster.host.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TokensTest {
  private static final String TOKEN = "t".repeat(43);

  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private final Tokens tokens = new Tokens(TOKEN, () -> now, new SecureRandom());

  private String session() {
    String session = tokens.exchange(tokens.newCode());
    assertNotNull(session);
    return session;
  }

  @Test
  void a_secret_has_256_bits_and_is_never_the_same() {
    String secret = Tokens.secret(new SecureRandom());
    assertEquals(43, secret.length());
    assertNotEquals(secret, Tokens.secret(new SecureRandom()));
  }

  @Test
  void a_code_is_used_once() {
    String code = tokens.newCode();
    assertNotNull(tokens.exchange(code));
    assertNull(tokens.exchange(code));
    assertNull(tokens.exchange("another"));
  }

  @Test
  void a_code_lives_for_sixty_seconds() {
    String young = tokens.newCode();
    now = now.plusSeconds(60);
    assertNotNull(tokens.exchange(young));
    String old = tokens.newCode();
    now = now.plusSeconds(61);
    assertNull(tokens.exchange(old));
  }

  @Test
  void only_the_latest_hundred_codes_are_kept() {
    String first = tokens.newCode();
    String second = tokens.newCode();
    for (int more = 0; more < 99; more++) {
      assertFalse(tokens.newCode().isEmpty());
    }
    assertNull(tokens.exchange(first));
    assertNotNull(tokens.exchange(second));
  }

  @Test
  void a_session_is_accepted_for_a_day_by_every_host_with_the_token() {
    String session = session();
    var later = new Tokens(TOKEN, () -> now, new SecureRandom());
    var other = new Tokens("u".repeat(43), () -> now, new SecureRandom());
    assertTrue(tokens.accepts(session));
    assertTrue(later.accepts(session));
    assertFalse(other.accepts(session));
    now = now.plus(Duration.ofHours(24)).minusSeconds(1);
    assertTrue(tokens.accepts(session));
    now = now.plusSeconds(1);
    assertFalse(tokens.accepts(session));
  }

  @Test
  void a_forged_or_malformed_session_is_refused_and_throws_nothing() {
    String session = session();
    String signature = session.substring(session.lastIndexOf('.') + 1);
    for (String forged :
        List.of(
            "",
            ".",
            "..",
            "...",
            "session",
            "session..",
            "session..x",
            "session.x.",
            "session.-.",
            "session.." + signature,
            "session.99999999999-x." + signature,
            "session.99999999999999999999-x." + signature,
            session + ".",
            session + "A",
            session.substring(0, session.length() - 1),
            session.replace("session", "SESSION"),
            "\uD83D\uDE00.\u0000.\uD800")) {
      assertFalse(tokens.accepts(forged), forged);
    }
    assertTrue(tokens.accepts(session));
    assertTrue(tokens.accepts(TOKEN));
    assertFalse(tokens.accepts(TOKEN + "t"));
  }
}
