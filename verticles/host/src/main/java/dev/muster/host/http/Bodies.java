package dev.muster.host.http;

import com.fasterxml.jackson.annotation.Nulls;
import dev.muster.bus.Json;
import dev.muster.contract.Failure;
import dev.muster.contract.FailureCode;
import dev.muster.contract.Refused;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads request bodies strictly; everything else is refused with what was found. */
final class Bodies {
  private static final Pattern MEDIA_TYPE =
      Pattern.compile("\\s*application/json\\s*(;.*)?", Pattern.CASE_INSENSITIVE);

  /** Lists have no holes. */
  private final JsonMapper json =
      Json.strict()
          .rebuild()
          .changeDefaultNullHandling(nulls -> nulls.withContentNulls(Nulls.FAIL))
          .build();

  /** The body as an object; an empty body is refused. */
  ObjectNode object(RoutingContext context) {
    String type = context.request().getHeader(HttpHeaders.CONTENT_TYPE);
    if (type != null && !MEDIA_TYPE.matcher(type).matches()) {
      throw new Refused(Failure.of(FailureCode.UNSUPPORTED_MEDIA_TYPE, "application/json", type));
    }
    String encoding = context.request().getHeader(HttpHeaders.CONTENT_ENCODING);
    if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
      throw new Refused(Failure.of(FailureCode.UNSUPPORTED_MEDIA_TYPE, "a plain body", encoding));
    }
    Buffer buffer = context.body().buffer();
    if (buffer == null || buffer.length() == 0) {
      throw bad("a JSON object", "an empty body");
    }
    String text = text(buffer);
    JsonNode node;
    try {
      node = json.readTree(text);
    } catch (JacksonException wrong) {
      throw bad("a JSON object", Json.reason(wrong));
    }
    if (!(node instanceof ObjectNode object)) {
      throw bad("a JSON object", node.getNodeType().name().toLowerCase(Locale.ROOT));
    }
    // Only an escape can bring half a surrogate pair, which no database can give back.
    if (text.contains("\\u")
        && !StandardCharsets.UTF_16.newEncoder().canEncode(object.toString())) {
      throw bad("text in Unicode", "half a surrogate pair");
    }
    return object;
  }

  /** The object as a record of the contract. */
  <T> T as(ObjectNode object, Class<T> type) {
    try {
      return json.treeToValue(object, type);
    } catch (JacksonException wrong) {
      throw new Refused(FailureCode.BAD_REQUEST, Json.reason(wrong));
    }
  }

  /** The object, which must have a value in this field. */
  static ObjectNode having(String field, ObjectNode object) {
    if (!object.hasNonNull(field)) {
      throw bad("a value in `" + field + "`", "none");
    }
    return object;
  }

  /** A whole number taken out of the object; {@code otherwise} when it has none. */
  static int take(ObjectNode object, String field, int otherwise, int min, int max) {
    JsonNode value = object.remove(field);
    if (value == null || value.isNull()) {
      return otherwise;
    }
    if (!value.isInt() || value.intValue() < min || value.intValue() > max) {
      throw bad(field + " in " + min + ".." + max, value.toString());
    }
    return value.intValue();
  }

  private static String text(Buffer buffer) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(buffer.getBytes()))
          .toString();
    } catch (CharacterCodingException wrong) {
      throw bad("a body in UTF-8", "bytes that are no UTF-8");
    }
  }

  private static Refused bad(String expected, String found) {
    return new Refused(Failure.of(FailureCode.BAD_REQUEST, expected, found));
  }
}
