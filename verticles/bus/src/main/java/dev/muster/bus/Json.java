package dev.muster.bus;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.muster.contract.AgentId;
import dev.muster.contract.AttemptId;
import dev.muster.contract.DecisionId;
import dev.muster.contract.DeclarationId;
import dev.muster.contract.Id;
import dev.muster.contract.LeaseId;
import dev.muster.contract.Message;
import dev.muster.contract.NoticeId;
import dev.muster.contract.SilenceId;
import dev.muster.contract.TaskId;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.InvalidTypeIdException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * The JSON of the contract: snake_case, ids as strings, instants as ISO-8601, messages with their
 * simple class name as {@code type}.
 */
public final class Json {
  private static final int DEPTH_MAX = 100;
  private static final int STRING_CHARACTERS_MAX = 2_000_000;
  private static final Set<Class<?>> WHOLE =
      Set.of(int.class, Integer.class, long.class, Long.class);

  private Json() {}

  /** For the bus and the store: fields of a newer version are ignored. */
  public static JsonMapper lenient() {
    return builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();
  }

  /**
   * For what a person or a program wrote: unknown or repeated fields, trailing text and values that
   * would have to be bent (1.5 agents, a number in quotes) are refused.
   */
  public static JsonMapper strict() {
    return builder()
        .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
        .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
        .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
        .build();
  }

  /** What was wrong with a text, without the parser's own vocabulary. */
  public static String reason(JacksonException wrong) {
    for (Throwable cause = wrong; cause != null; cause = cause.getCause()) {
      if (cause instanceof IllegalArgumentException rule) {
        return String.valueOf(rule.getMessage());
      }
    }
    return switch (wrong) {
      case UnrecognizedPropertyException unknown ->
          "unknown field `" + unknown.getPropertyName() + "`";
      case InvalidTypeIdException other when other.getTypeId() != null ->
          "type `" + other.getTypeId() + "` is not known here";
      case InvalidFormatException format -> expected(format) + ", was `" + format.getValue() + "`";
      case MismatchedInputException mismatch -> expected(mismatch);
      default -> wrong.getOriginalMessage().lines().findFirst().orElse("no JSON");
    };
  }

  private static String expected(MismatchedInputException wrong) {
    String path =
        wrong.getPath().stream()
            .map(step -> step.getPropertyName() == null ? "[]" : step.getPropertyName())
            .collect(Collectors.joining("."));
    return (path.isEmpty() ? "it" : path) + " must be " + kind(wrong.getTargetType());
  }

  private static String kind(@Nullable Class<?> type) {
    if (type == null) {
      return "of another kind";
    } else if (type.isEnum()) {
      return "one of " + Arrays.toString(type.getEnumConstants());
    } else if (type == String.class || Id.class.isAssignableFrom(type)) {
      return "a string";
    } else if (WHOLE.contains(type)) {
      return "a whole number";
    } else if (type == double.class || type == Double.class) {
      return "a number";
    } else if (type == boolean.class || type == Boolean.class) {
      return "true or false";
    } else if (type == Instant.class) {
      return "an instant such as 2026-03-02T09:30:00Z";
    } else {
      return Collection.class.isAssignableFrom(type) ? "a list" : "an object";
    }
  }

  private static JsonMapper.Builder builder() {
    var constraints =
        StreamReadConstraints.builder()
            .maxNestingDepth(DEPTH_MAX)
            .maxStringLength(STRING_CHARACTERS_MAX)
            .build();
    return JsonMapper.builder(JsonFactory.builder().streamReadConstraints(constraints).build())
        .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
        .disable(MapperFeature.REQUIRE_TYPE_ID_FOR_SUBTYPES)
        .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
        .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
        .addMixIn(Message.class, Typed.class)
        .addModule(ids());
  }

  private static SimpleModule ids() {
    var module = new SimpleModule("muster-ids");
    module.addSerializer(Id.class, new IdWriter());
    module.addDeserializer(TaskId.class, new IdReader<>(TaskId::new));
    module.addDeserializer(AttemptId.class, new IdReader<>(AttemptId::new));
    module.addDeserializer(DecisionId.class, new IdReader<>(DecisionId::new));
    module.addDeserializer(AgentId.class, new IdReader<>(AgentId::new));
    module.addDeserializer(LeaseId.class, new IdReader<>(LeaseId::new));
    module.addDeserializer(DeclarationId.class, new IdReader<>(DeclarationId::new));
    module.addDeserializer(NoticeId.class, new IdReader<>(NoticeId::new));
    module.addDeserializer(SilenceId.class, new IdReader<>(SilenceId::new));
    return module;
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "type")
  private interface Typed {}

  private static final class IdWriter extends ValueSerializer<Id> {
    @Override
    public void serialize(Id id, JsonGenerator out, SerializationContext context) {
      out.writeString(id.value());
    }
  }

  private static final class IdReader<T extends Id> extends ValueDeserializer<T> {
    private final Function<String, T> constructor;

    IdReader(Function<String, T> constructor) {
      this.constructor = constructor;
    }

    @Override
    public T deserialize(JsonParser in, DeserializationContext context) {
      return constructor.apply(in.getString());
    }
  }
}
