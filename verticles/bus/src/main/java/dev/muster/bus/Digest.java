package dev.muster.bus;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import tools.jackson.databind.json.JsonMapper;

/** What tells two requests apart. */
public final class Digest {
  private static final JsonMapper JSON = Json.lenient();

  private Digest() {}

  /** SHA-256 of the value's JSON, in hexadecimal. */
  public static String of(Object value) {
    try {
      var sha = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha.digest(JSON.writeValueAsBytes(value)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }
}
