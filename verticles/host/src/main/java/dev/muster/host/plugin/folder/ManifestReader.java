package dev.muster.host.plugin.folder;

import dev.muster.contract.PluginKind;
import dev.muster.plugin.Phase;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Reads {@code plugin.yaml} strictly: what nobody knows is refused, with file and line. */
public final class ManifestReader {
  static final int BYTES_MAX = 64 << 10;

  private static final int WORDS_MAX = 64;
  private static final int ORDER_MAX = 1_000;
  private static final int ORDER = 500;
  private static final int TIMEOUT_MS_MAX = 60_000;
  private static final String CLASS_PATTERN = "[\\w$]+(\\.[\\w$]+)*";
  private static final String KEY_PATTERN = "[a-z][a-z0-9_]{0,63}";
  private static final Set<String> KEYS =
      Set.of(
          "id",
          "version",
          "api",
          "phases",
          "order",
          "on_failure",
          "overlap",
          "timeout_ms",
          "main",
          "command",
          "mode",
          "hears_vetoes",
          "config");

  private final ManifestText text;
  private final JsonNode root;

  private ManifestReader(ManifestText text) throws PluginRefused {
    this.text = text;
    this.root = text.root();
  }

  /** What the bytes of a file say, which must be UTF-8. */
  public static Manifest read(byte[] bytes, String where) throws PluginRefused {
    if (bytes.length > BYTES_MAX) {
      throw new PluginRefused(
          "%s: expected at most %d bytes, found %d".formatted(where, BYTES_MAX, bytes.length));
    }
    try {
      var characters = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return read(characters.toString(), where);
    } catch (CharacterCodingException binary) {
      throw new PluginRefused(where + ": expected text in UTF-8, found other bytes");
    }
  }

  /** What a text says; {@code where} names it in a refusal. */
  public static Manifest read(String text, String where) throws PluginRefused {
    try {
      return new ManifestReader(new ManifestText(text, where)).manifest();
    } catch (JacksonException wrong) {
      throw new PluginRefused(ManifestText.explain(where, wrong));
    }
  }

  /** Refuses a manifest that is for another kind of plugin than the file it lies in. */
  static void fit(Manifest manifest, PluginKind kind, String where) throws PluginRefused {
    boolean jar = kind == PluginKind.JAR;
    boolean executable = kind == PluginKind.EXECUTABLE;
    if (jar == (manifest.main() == null)) {
      throw misfit(kind, "main", "the class to start", jar, where);
    }
    if (executable == manifest.command().isEmpty()) {
      throw misfit(kind, "command", "the program and its arguments", executable, where);
    }
    if (manifest.serve() && !executable) {
      throw misfit(kind, "mode", "", false, where);
    }
    if (manifest.hearsVetoes() && !jar) {
      throw new PluginRefused(
          "%s: `hears_vetoes`: only a plugin of kind jar hears vetoes, and this one is of kind %s"
              .formatted(where, kind));
    }
  }

  private static PluginRefused misfit(
      PluginKind kind, String key, String what, boolean needed, String where) {
    return new PluginRefused(
        needed
            ? "%s: `%s`: expected %s, which a plugin of kind %s needs, found nothing"
                .formatted(where, key, what, kind)
            : "%s: `%s`: a plugin of kind %s has none".formatted(where, key, kind));
  }

  private Manifest manifest() throws PluginRefused {
    text.refuseUnknown("", root, KEYS);
    text.number("/api", 1, Manifest.API, null);
    return new Manifest(
        text.word("/id", Manifest.ID_PATTERN, "1..64 of a-z, 0-9 and -"),
        text.word("/version", Manifest.VERSION_PATTERN, "text without spaces, as \"1.0.0\""),
        phases(),
        text.number("/order", 0, ORDER_MAX, ORDER),
        text.oneOf("/on_failure", List.of("allow", "deny"), "allow").equals("deny"),
        text.flag("/overlap", true),
        text.has("/timeout_ms")
            ? Duration.ofMillis(text.number("/timeout_ms", 1, TIMEOUT_MS_MAX, null))
            : null,
        text.has("/main") ? text.word("/main", CLASS_PATTERN, "the name of a class") : null,
        command(),
        text.oneOf("/mode", List.of("call", "serve"), "call").equals("serve"),
        text.flag("/hears_vetoes", false),
        config());
  }

  private List<Phase> phases() throws PluginRefused {
    Set<Phase> phases = new LinkedHashSet<>();
    for (String name : text.texts("/phases", WORDS_MAX)) {
      try {
        if (!phases.add(Phase.of(name))) {
          throw text.refused("/phases", "each phase once", name);
        }
      } catch (IllegalArgumentException unknown) {
        throw text.refused("/phases", "phases of " + List.of(Phase.values()), name);
      }
    }
    return List.copyOf(phases);
  }

  private List<String> command() throws PluginRefused {
    if (!text.has("/command")) {
      return List.of();
    }
    List<String> command = text.texts("/command", WORDS_MAX);
    if (command.getFirst().isBlank() || command.stream().anyMatch(it -> it.indexOf('\0') >= 0)) {
      throw text.refused("/command", "a program and its arguments", command);
    }
    return command;
  }

  private Map<String, ConfigKey> config() throws PluginRefused {
    JsonNode declared = root.path("config");
    if (declared.isMissingNode()) {
      return Map.of();
    }
    if (!declared.isObject() || declared.size() > WORDS_MAX) {
      throw text.refused("/config", "a map of at most " + WORDS_MAX + " keys", declared);
    }
    Map<String, ConfigKey> config = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> each : declared.properties()) {
      String name = each.getKey();
      if (!name.matches(KEY_PATTERN)) {
        throw text.refused("/config", "keys of 1..64 of a-z, 0-9 and _", name);
      }
      config.put(name, key("/config/" + name, each.getValue()));
    }
    return config;
  }

  private ConfigKey key(String at, JsonNode declared) throws PluginRefused {
    if (!declared.isObject()) {
      throw text.refused(at, "a map with type, default and about", declared);
    }
    text.refuseUnknown(at, declared, Set.of("type", "default", "about"));
    List<String> types = List.of("text", "number", "flag", "list", "map");
    String said = text.oneOf(at + "/type", types, null);
    var type = ConfigKey.Type.valueOf(said.toUpperCase(Locale.ROOT));
    @Nullable Object otherwise = null;
    if (text.has(at + "/default")) {
      String place = text.place(at + "/default");
      otherwise = ConfigValues.value(type, text.plain(at + "/default"), place);
    }
    String about = text.has(at + "/about") ? text.word(at + "/about", "(?s).{0,500}", "text") : "";
    return new ConfigKey(type, otherwise, about);
  }
}
