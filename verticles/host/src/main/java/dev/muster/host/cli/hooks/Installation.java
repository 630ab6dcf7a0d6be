package dev.muster.host.cli.hooks;

import dev.muster.contract.Vendor;
import dev.muster.host.cli.ExitCode;
import dev.muster.host.cli.JsonText;
import dev.muster.host.cli.Refusal;
import dev.muster.host.cli.hooks.SettingsEdit.Undo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What uninstalling needs to know of one settings file: its text before, or null when there was no
 * file, the digest of what was written, and what was made for it. Kept in the data folder, readable
 * by one user, because settings may hold secrets.
 */
record Installation(
    Vendor vendor,
    Path file,
    @Nullable String before,
    String digest,
    Undo undo,
    List<Path> folders) {
  private static final String FOLDER = "hooks/installed";

  Installation {
    folders = List.copyOf(folders);
  }

  boolean wrote(String text) {
    return digest.equals(SettingsFile.sha256(text));
  }

  static Optional<Installation> read(Path data, Path file) {
    Path record = path(data, file);
    if (!Files.exists(record)) {
      return Optional.empty();
    }
    try {
      return Optional.of(from(JsonText.read(Files.readString(record))));
    } catch (IOException | JacksonException | IllegalArgumentException e) {
      throw new Refusal(ExitCode.CONFIG, record + " cannot be read; delete it and run it again");
    }
  }

  void save(Path data) {
    Path record = path(data, file);
    try {
      PrivateFolder.make(data.resolve(FOLDER));
      var file = new SettingsFile(record);
      file.replace(file.read(), json());
    } catch (IOException e) {
      throw new Refusal(ExitCode.CONFIG, record + " cannot be written: " + e.getMessage());
    }
  }

  void forget(Path data) {
    try {
      Files.deleteIfExists(path(data, file));
    } catch (IOException e) {
      throw new Refusal(ExitCode.CONFIG, path(data, file) + " cannot be removed");
    }
  }

  private static Path path(Path data, Path file) {
    String name = SettingsFile.sha256(file.toString()).substring(0, 16);
    return data.resolve(FOLDER).resolve(name + ".json");
  }

  private String json() {
    ObjectNode node =
        JsonText.object()
            .put("agent", vendor.toString())
            .put("file", file.toString())
            .put("before", before)
            .put("sha256", digest);
    node.set("made", JsonText.array(undo.made()));
    ObjectNode inner = node.putObject("inner");
    undo.inner().forEach(inner::put);
    node.set("folders", JsonText.array(folders.stream().map(Path::toString).toList()));
    return JsonText.write(node) + "\n";
  }

  private static Installation from(JsonNode node) {
    var inner = new TreeMap<String, String>();
    node.path("inner")
        .properties()
        .forEach(entry -> inner.put(entry.getKey(), entry.getValue().asString("")));
    JsonNode before = node.path("before");
    return new Installation(
        Vendor.valueOf(node.path("agent").asString("").toUpperCase(Locale.ROOT)),
        Path.of(node.path("file").asString("")),
        before.isString() ? before.stringValue() : null,
        node.path("sha256").asString(""),
        new Undo(texts(node.path("made")), inner),
        texts(node.path("folders")).stream().map(Path::of).toList());
  }

  private static List<String> texts(JsonNode array) {
    var texts = new ArrayList<String>();
    array.forEach(text -> texts.add(text.asString("")));
    return texts;
  }
}
