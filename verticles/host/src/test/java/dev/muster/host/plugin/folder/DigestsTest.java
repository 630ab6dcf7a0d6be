package dev.muster.host.plugin.folder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DigestsTest {
  @TempDir Path folder;

  private Path file(String name, String content, String permissions) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(folder.resolve(name).getParent());
    Files.writeString(file, content);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    return file;
  }

  private String refusal() {
    return String.valueOf(assertThrows(PluginRefused.class, () -> Digests.of(folder)).getMessage());
  }

  @Test
  void of_a_file_it_is_that_of_its_bytes() throws Exception {
    // The first example of FIPS 180-2.
    assertEquals(
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        Digests.of(file("a.jar", "abc", "rw-r--r--")));
  }

  @Test
  void of_a_folder_it_is_that_of_sorted_names_permissions_and_digests() throws Exception {
    file("plugin.yaml", "", "rw-r--r--");
    Path script = file("bin/run.sh", "abc", "rwxr-xr-x");
    // printf 'bin/run.sh\0000755\000%s\nplugin.yaml\0000644\000%s\n' $ABC $EMPTY | sha256sum
    assertEquals(
        "0166707f74f29e0ba19b913700a2d93d44ffeb52161baad40fec0e53f14dae52", Digests.of(folder));
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rw-r--r--"));
    assertEquals(
        "f8f0e224cea855ddccc525c1fdabdc7f0d9e1004e5cb2268e401555b5920f51d", Digests.of(folder));
  }

  @Test
  void a_moved_byte_changes_the_digest_of_a_folder() throws Exception {
    file("ab", "c", "rw-r--r--");
    String before = Digests.of(folder);
    Files.move(folder.resolve("ab"), folder.resolve("a"));
    assertNotEquals(before, Digests.of(folder));
  }

  @Test
  void a_link_inside_counts_as_the_file_it_leads_to() throws Exception {
    file("a", "abc", "rw-r--r--");
    Files.createSymbolicLink(folder.resolve("b"), Path.of("a"));
    String linked = Digests.of(folder);
    Files.delete(folder.resolve("b"));
    file("b", "abc", "rw-r--r--");
    assertEquals(linked, Digests.of(folder));
  }

  @Test
  void links_that_lead_out_or_nowhere_are_refused(@TempDir Path elsewhere) throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("out"), elsewhere);
    assertEquals(
        "%s is a link to %s, expected one that stays inside %s"
            .formatted(link, elsewhere.toRealPath(), folder),
        refusal());
    Files.delete(link);
    Files.createSymbolicLink(link, Path.of("nowhere"));
    assertEquals(link + " is a link that leads nowhere", refusal());
  }

  @Test
  void a_link_to_a_folder_is_refused() throws Exception {
    file("lib/a", "abc", "rw-r--r--");
    Path link = Files.createSymbolicLink(folder.resolve("more"), Path.of("lib"));
    assertEquals(link + " is no regular file, expected files and folders only", refusal());
  }

  @Test
  void a_part_that_everybody_may_write_is_refused() throws Exception {
    Path script = file("bin/run.sh", "abc", "rwxrwxrwx");
    assertEquals(
        script + " can be written by everybody (mode 0777); run chmod o-w on it", refusal());
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.setPosixFilePermissions(
        folder.resolve("bin"), PosixFilePermissions.fromString("rwxrwxrwx"));
    assertEquals(
        folder.resolve("bin") + " can be written by everybody (mode 0777); run chmod o-w on it",
        refusal());
  }

  @Test
  void too_many_files_too_deep_folders_and_too_many_bytes_are_refused() throws Exception {
    Path deep = folder;
    for (int depth = 1; depth <= 16; depth++) {
      deep = deep.resolve("d");
    }
    Files.createDirectories(deep);
    assertEquals(deep + " lies deeper than 16 folders", refusal());
    Files.delete(deep);
    for (int i = 0; i <= 1_000; i++) {
      Files.createFile(folder.resolve("f" + i));
    }
    assertEquals(folder + " holds more than 1000 files", refusal());
  }

  @Test
  void a_huge_file_is_refused_before_it_is_read() throws Exception {
    Path huge = folder.resolve("huge.jar");
    try (var out = new RandomAccessFile(huge.toFile(), "rw")) {
      out.setLength((32L << 20) + 1);
    }
    assertEquals(
        huge + " has 33554433 bytes, expected at most 33554432",
        assertThrows(PluginRefused.class, () -> Digests.of(huge)).getMessage());
    assertEquals(folder + " holds more than 33554432 bytes", refusal());
  }
}
