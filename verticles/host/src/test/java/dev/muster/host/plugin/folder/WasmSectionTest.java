package dev.muster.host.plugin.folder;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class WasmSectionTest {
  private static final byte[] EMPTY = HexFormat.of().parseHex("0061736d01000000");
  private static final String NAME = WasmSection.MANIFEST;

  private static Optional<String> read(byte[] module, String name) {
    return WasmSection.read(module, name).map(content -> new String(content, UTF_8));
  }

  @Test
  void a_section_is_its_kind_its_length_its_name_and_its_content() {
    assertArrayEquals(
        HexFormat.of().parseHex("0061736d01000000" + "0004" + "0161" + "6263"),
        WasmSection.with(EMPTY, "a", "bc".getBytes(UTF_8)));
  }

  @Test
  void what_was_written_is_read_and_other_names_are_not() {
    byte[] module = WasmSection.with(EMPTY, NAME, "id: x".getBytes(UTF_8));
    assertEquals(Optional.of("id: x"), read(module, NAME));
    assertEquals(Optional.empty(), read(module, "name"));
    assertEquals(Optional.empty(), read(EMPTY, NAME));
  }

  @Test
  void writing_it_again_replaces_it_and_keeps_the_others() {
    byte[] other = WasmSection.with(EMPTY, "other", "kept".getBytes(UTF_8));
    byte[] first = WasmSection.with(other, NAME, "1".repeat(300).getBytes(UTF_8));
    byte[] second = WasmSection.with(first, NAME, "2".getBytes(UTF_8));
    assertEquals(Optional.of("2"), read(second, NAME));
    assertEquals(Optional.of("kept"), read(second, "other"));
    assertArrayEquals(WasmSection.with(other, NAME, "2".getBytes(UTF_8)), second);
  }

  @Test
  void a_module_that_ends_anywhere_in_the_middle_is_refused_or_has_no_section() {
    byte[] module = WasmSection.with(EMPTY, NAME, "1".repeat(200).getBytes(UTF_8));
    for (int length = 0; length < module.length; length++) {
      byte[] cut = Arrays.copyOf(module, length);
      if (length == EMPTY.length) {
        assertEquals(Optional.empty(), read(cut, NAME));
      } else {
        assertThrows(
            IllegalArgumentException.class, () -> WasmSection.read(cut, NAME), "at " + length);
      }
    }
  }

  @Test
  void other_files_are_refused_with_what_was_expected() {
    String said =
        assertThrows(
                IllegalArgumentException.class,
                () -> WasmSection.read("PK\3\4 not a module".getBytes(UTF_8), NAME))
            .getMessage();
    assertEquals(
        "expected a WebAssembly module of version 1 (\\0asm 1 0 0 0 first), found something else",
        said);
  }
}
