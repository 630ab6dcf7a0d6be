package dev.muster.host.plugin.folder;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The custom sections of a WebAssembly module: a plugin's manifest travels in one. */
public final class WasmSection {
  /** The section that holds the manifest. */
  public static final String MANIFEST = "muster.plugin";

  private static final int CUSTOM = 0;

  private WasmSection() {}

  /** The module with that section at its end, in place of those of that name that it had. */
  public static byte[] with(byte[] module, String name, byte[] content) {
    WasmReader reader = WasmReader.of(module);
    var built = new ByteArrayOutputStream(module.length + content.length + 64);
    built.write(module, 0, reader.position());
    while (reader.more()) {
      int start = reader.position();
      boolean custom = reader.octet() == CUSTOM;
      WasmReader section = reader.part();
      if (!custom || !section.text().equals(name)) {
        built.write(module, start, reader.position() - start);
      }
    }
    var named = new ByteArrayOutputStream(content.length + 64);
    byte[] letters = name.getBytes(StandardCharsets.UTF_8);
    writeNumber(named, letters.length);
    named.writeBytes(letters);
    named.writeBytes(content);
    built.write(CUSTOM);
    writeNumber(built, named.size());
    built.writeBytes(named.toByteArray());
    return built.toByteArray();
  }

  /**
   * What the first section of that name holds; nothing when there is none. Bytes that are no module
   * are an {@link IllegalArgumentException} that says what was expected.
   */
  public static Optional<byte[]> read(byte[] module, String name) {
    WasmReader reader = WasmReader.of(module);
    Optional<byte[]> found = Optional.empty();
    while (reader.more()) {
      boolean custom = reader.octet() == CUSTOM;
      WasmReader section = reader.part();
      if (custom && found.isEmpty() && section.text().equals(name)) {
        found = Optional.of(section.rest());
      }
    }
    return found;
  }

  private static void writeNumber(ByteArrayOutputStream out, int number) {
    int left = number;
    while (left >= 0x80) {
      out.write((left & 0x7f) | 0x80);
      left >>>= 7;
    }
    out.write(left);
  }
}
