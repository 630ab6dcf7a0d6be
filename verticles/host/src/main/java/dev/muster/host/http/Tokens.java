package dev.muster.host.http;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The host's token, the single-use codes that open the page, and the sessions they are exchanged
 * for. A session is signed with the token and not stored, so that it outlives a restart of the
 * host.
 */
public final class Tokens {
  private static final Duration CODE_LIFE = Duration.ofSeconds(60);
  private static final Duration SESSION_LIFE = Duration.ofHours(24);
  private static final int CODES_MAX = 100;
  private static final int SECRET_BYTES = 32;

  private final String token;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final Map<String, Instant> codes = new LinkedHashMap<>();

  public Tokens(String token, InstantSource clock, RandomGenerator random) {
    this.token = token;
    this.clock = clock;
    this.random = random;
  }

  /** A fresh secret of 256 bits. */
  public static String secret(RandomGenerator random) {
    byte[] bytes = new byte[SECRET_BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** Whether the bearer is the host's token or a session that has not ended. */
  boolean accepts(String bearer) {
    return same(bearer, token) || liveSession(bearer);
  }

  /** A code that opens one session within a minute. */
  public synchronized String newCode() {
    Instant now = clock.instant();
    codes.values().removeIf(ends -> ends.isBefore(now));
    if (codes.size() >= CODES_MAX) {
      codes.remove(codes.keySet().iterator().next());
    }
    String code = secret(random);
    codes.put(code, now.plus(CODE_LIFE));
    return code;
  }

  /** The session a code is exchanged for; null when the code is unknown, used or too old. */
  synchronized @Nullable String exchange(String code) {
    Instant ends = codes.remove(code);
    if (ends == null || ends.isBefore(clock.instant())) {
      return null;
    }
    long until = clock.instant().plus(SESSION_LIFE).getEpochSecond();
    String body = until + "-" + secret(random);
    return "session." + body + "." + sign(body);
  }

  private boolean liveSession(String bearer) {
    String[] parts = bearer.split("\\.", -1);
    if (parts.length != 3 || !parts[0].equals("session") || !same(parts[2], sign(parts[1]))) {
      return false;
    }
    long until = Long.parseLong(parts[1].substring(0, parts[1].indexOf('-')));
    return clock.instant().getEpochSecond() < until;
  }

  private String sign(String body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(token.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      byte[] signature = mac.doFinal(body.getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every JDK has HmacSHA256", impossible);
    }
  }

  /** Compares in a time that does not tell how much was right. */
  private static boolean same(String a, String b) {
    return MessageDigest.isEqual(
        a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
  }
}
