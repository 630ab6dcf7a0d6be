package dev.muster.host.plugin.folder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.muster.contract.PluginKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LockFileTest {
  private static final String SHA = "ab".repeat(32);
  private static final LockLine GUARD = new LockLine("guard", "1.0", PluginKind.JAR, SHA);
  private static final LockLine AUDIT = new LockLine("audit", "2", PluginKind.WASM, SHA);

  @TempDir Path folder;
  private Path file = Path.of("");
  private LockFile lock = new LockFile(file);

  @BeforeEach
  void none_yet() {
    file = folder.resolve("plugins.lock");
    lock = new LockFile(file);
  }

  private String refusal(String text) throws IOException {
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    return String.valueOf(assertThrows(PluginRefused.class, lock::read).getMessage());
  }

  @Test
  void without_a_file_nothing_is_let_in() throws Exception {
    assertEquals(Map.of(), lock.read());
  }

  @Test
  void lines_are_written_by_id_for_one_user_only() throws Exception {
    lock.put(GUARD);
    lock.put(AUDIT);
    assertEquals("audit 2 wasm %s\nguard 1.0 jar %s\n".formatted(SHA, SHA), Files.readString(file));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    assertEquals(Map.of("audit", AUDIT, "guard", GUARD), lock.read());
  }

  @Test
  void a_line_replaces_that_of_its_id_and_can_be_removed() throws Exception {
    lock.put(GUARD);
    LockLine newer = new LockLine("guard", "1.1", PluginKind.JAR, "cd".repeat(32));
    lock.put(newer);
    assertEquals(Map.of("guard", newer), lock.read());
    lock.remove("nobody");
    lock.remove("guard");
    assertEquals(Map.of(), lock.read());
    assertEquals("", Files.readString(file));
  }

  @Test
  void nothing_but_the_file_and_its_turn_stays_behind() throws Exception {
    lock.put(GUARD);
    try (var names = Files.list(folder)) {
      assertEquals(
          List.of("plugins.lock", "plugins.lock.turn"),
          names.map(it -> it.getFileName().toString()).sorted().toList());
    }
  }

  @Test
  void a_bad_line_is_refused_with_file_and_line() throws Exception {
    assertEquals(
        file + ":2: expected `id version kind sha256`, found `guard 1.0 jar`",
        refusal("audit 2 wasm " + SHA + "\nguard 1.0 jar\n"));
    for (String bad :
        List.of(
            "# note", "Guard 1 jar " + SHA, "guard 1 exe " + SHA, "guard 1 jar " + SHA + " x")) {
      assertEquals(
          file + ":1: expected `id version kind sha256`, found `" + bad + "`", refusal(bad + "\n"));
    }
  }

  @Test
  void a_second_line_for_an_id_is_refused() throws Exception {
    assertEquals(
        file + ":3: expected one line for each id, found a second one for guard",
        refusal(GUARD + "\n\n" + GUARD + "\n"));
  }

  @Test
  void a_file_that_others_may_write_is_not_believed() throws Exception {
    lock.put(GUARD);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw----"));
    assertEquals(
        file + " can be written by others (mode 0660): check its lines, then run chmod 600 on it",
        assertThrows(PluginRefused.class, lock::read).getMessage());
  }

  @Test
  void a_line_that_could_not_be_read_back_is_not_written() {
    LockLine two = new LockLine("guard", "1\nevil 1", PluginKind.JAR, SHA);
    assertThrows(PluginRefused.class, () -> lock.put(two));
    assertEquals(false, Files.exists(file));
  }
}
