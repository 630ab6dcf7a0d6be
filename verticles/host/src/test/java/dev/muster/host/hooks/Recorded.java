package dev.muster.host.hooks;

import dev.muster.contract.Vendor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A hook's call as an agent sends it, in {@code hooks/<vendor>/<event>[-case].json}. */
record Recorded(String vendor, String name) {
  private static final JsonMapper JSON = new JsonMapper();

  /** Every call of every vendor. */
  static List<Recorded> all() {
    return Stream.of(Vendor.values()).flatMap(vendor -> all(vendor.toString()).stream()).toList();
  }

  /** Every call of a vendor, sorted. */
  static List<Recorded> all(String vendor) {
    try (Stream<Path> files = Files.list(root().resolve(vendor))) {
      return files
          .map(file -> file.getFileName().toString().replace(".json", ""))
          .sorted()
          .map(name -> new Recorded(vendor, name))
          .toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static Path root() {
    try {
      return Path.of(Objects.requireNonNull(Recorded.class.getResource("/hooks/claude")).toURI())
          .resolveSibling("");
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  String event() {
    return name.split("-", 2)[0];
  }

  /** Whether the call asks before a tool runs. */
  boolean beforeTool() {
    return event().toLowerCase(Locale.ROOT).matches("pretooluse|beforetool");
  }

  String path() {
    return "/hooks/" + vendor + "/" + event();
  }

  /** The call, made in {@code folder} by another session. */
  ObjectNode in(Path folder, String session) {
    ObjectNode body = in(folder);
    for (String field : List.of("session_id", "sessionId", "conversation_id")) {
      if (body.has(field)) {
        body.put(field, session);
      }
    }
    return body;
  }

  /** The call, made in {@code folder}. */
  ObjectNode in(Path folder) {
    try {
      String text = Files.readString(root().resolve(vendor).resolve(name + ".json"));
      return (ObjectNode) JSON.readTree(text.replace("@CWD@", folder.toString()));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
