package dev.muster.host.plugin.folder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.contract.PluginKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DropFolderTest {
  private static final String EXECUTABLE =
      """
      id: %s
      version: "1"
      api: 1
      phases: [post_task]
      command: [sh, run.sh]
      """;

  @TempDir Path root;
  private Path folder = Path.of("");
  private DropFolder drop = new DropFolder(folder, false);

  @BeforeEach
  void an_empty_folder() throws IOException {
    folder = Files.createDirectory(root.resolve("plugins"));
    drop = new DropFolder(folder, false);
  }

  private Path executable(String name, String id) throws IOException {
    Path plugin = Files.createDirectories(folder.resolve(name));
    Files.writeString(plugin.resolve("plugin.yaml"), EXECUTABLE.formatted(id));
    Files.writeString(plugin.resolve("run.sh"), "exit 0\n");
    return plugin;
  }

  private Found stable() {
    drop.scan();
    List<Found> found = drop.scan();
    assertEquals(1, found.size());
    return found.getFirst();
  }

  private Candidate candidate() {
    return assertInstanceOf(Candidate.class, stable());
  }

  private Invalid invalid() {
    return assertInstanceOf(Invalid.class, stable());
  }

  @Test
  void without_a_folder_there_are_no_plugins() {
    assertEquals(List.of(), new DropFolder(root.resolve("none"), false).scan());
  }

  @Test
  void each_kind_is_found_at_depth_one_and_nothing_else() throws Exception {
    PluginJar.quiet("in-jar").write(folder.resolve("a.jar"));
    executable("b", "in-folder");
    Files.write(folder.resolve("c.wasm"), module("in-wasm"));
    PluginJar.quiet("hidden").write(folder.resolve(".upload.jar"));
    PluginJar.quiet("deep").write(Files.createDirectory(folder.resolve("d")).resolve("d.jar"));
    Files.writeString(folder.resolve("README.md"), "# Plugins\n");
    drop.scan();
    List<Candidate> found = drop.scan().stream().map(Candidate.class::cast).toList();
    assertEquals(
        List.of("in-jar", "in-folder", "in-wasm"),
        found.stream().map(it -> it.manifest().id()).toList());
    assertEquals(
        List.of(PluginKind.JAR, PluginKind.EXECUTABLE, PluginKind.WASM),
        found.stream().map(Candidate::kind).toList());
    for (Candidate each : found) {
      assertEquals(Digests.of(each.path()), each.sha256());
    }
  }

  @Test
  void a_file_is_told_when_two_scans_found_it_the_same() throws Exception {
    Path jar = PluginJar.quiet("guard").write(folder.resolve("guard.jar"));
    assertEquals(List.of(), drop.scan());
    Files.setLastModifiedTime(jar, Files.getLastModifiedTime(folder.getRoot()));
    assertEquals(List.of(), drop.scan());
    assertEquals(1, drop.scan().size());
  }

  @Test
  void a_copy_in_progress_is_invalid_at_most_until_it_is_whole() throws Exception {
    byte[] whole = Files.readAllBytes(PluginJar.quiet("guard").write(root.resolve("guard.jar")));
    Path copy = folder.resolve("guard.jar");
    Files.write(copy, Arrays.copyOf(whole, 200));
    assertEquals(copy + " is no zip file, or only the beginning of one", invalid().reason());
    Files.write(copy, Arrays.copyOfRange(whole, 200, whole.length), StandardOpenOption.APPEND);
    assertInstanceOf(Invalid.class, drop.scan().getFirst());
    assertEquals("guard", candidate().manifest().id());
  }

  @Test
  void what_stands_still_is_not_read_again() throws Exception {
    PluginJar.quiet("guard").write(folder.resolve("guard.jar"));
    Candidate first = candidate();
    assertSame(first, drop.scan().getFirst());
  }

  @Test
  void while_it_is_written_the_version_before_is_still_told() throws Exception {
    Path jar = PluginJar.quiet("guard").write(folder.resolve("guard.jar"));
    Candidate first = candidate();
    Files.write(jar, new byte[10]);
    assertSame(first, drop.scan().getFirst());
    assertEquals("guard", assertInstanceOf(Invalid.class, drop.scan().getFirst()).id());
    PluginJar.quiet("guard").with("more.txt", "x").write(jar);
    drop.scan();
    Candidate second = assertInstanceOf(Candidate.class, drop.scan().getFirst());
    assertEquals(Digests.of(jar), second.sha256());
    assertTrue(!second.sha256().equals(first.sha256()));
  }

  @Test
  void any_file_of_a_folder_counts_and_so_do_its_permissions() throws Exception {
    Path plugin = executable("quiet", "quiet");
    Candidate first = candidate();
    Path script = plugin.resolve("run.sh");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    Candidate second = candidate();
    assertTrue(!second.sha256().equals(first.sha256()));
    Files.writeString(plugin.resolve("new.txt"), "x");
    assertTrue(!candidate().sha256().equals(second.sha256()));
  }

  @Test
  void what_is_deleted_is_gone_at_once() throws Exception {
    Path jar = PluginJar.quiet("guard").write(folder.resolve("guard.jar"));
    candidate();
    Files.delete(jar);
    assertEquals(List.of(), drop.scan());
  }

  @Test
  void the_first_of_two_plugins_with_one_id_keeps_it() throws Exception {
    Path one = PluginJar.quiet("guard").write(folder.resolve("guard-2.jar"));
    candidate();
    Path two = PluginJar.quiet("guard").write(folder.resolve("guard-1.jar"));
    drop.scan();
    List<Found> found = drop.scan();
    assertEquals(one, assertInstanceOf(Candidate.class, found.getFirst()).path());
    assertEquals(
        new Invalid(
            two, "guard-1", two + ": expected an id of its own, found guard, that of " + one),
        found.getLast());
    Files.delete(one);
    assertEquals(two, assertInstanceOf(Candidate.class, drop.scan().getFirst()).path());
  }

  @Test
  void the_ids_of_a_scan_differ_even_of_what_is_invalid() throws Exception {
    PluginJar.quiet("guard").write(folder.resolve("other.jar"));
    Files.createFile(folder.resolve("guard.jar"));
    Files.createFile(folder.resolve("guard.wasm"));
    drop.scan();
    List<Found> found = drop.scan();
    assertEquals("guard", assertInstanceOf(Candidate.class, found.getFirst()).manifest().id());
    assertEquals(
        List.of("guard~", "guard~~"),
        found.stream().skip(1).map(it -> ((Invalid) it).id()).toList());
  }

  @Test
  void a_link_out_of_the_folder_is_refused_and_one_inside_is_followed() throws Exception {
    Path outside = PluginJar.quiet("guard").write(root.resolve("guard.jar"));
    Path link = Files.createSymbolicLink(folder.resolve("guard.jar"), outside);
    assertEquals(
        "%s is a link to %s, expected one that stays in its folder"
            .formatted(link, outside.toRealPath()),
        invalid().reason());
    Files.delete(link);
    Files.move(outside, folder.resolve("guard-1.0"));
    Files.createSymbolicLink(link, Path.of("guard-1.0"));
    assertEquals("guard", candidate().manifest().id());
  }

  @Test
  void a_link_out_of_a_plugins_own_folder_is_refused() throws Exception {
    Path plugin = executable("quiet", "quiet");
    Path link = Files.createSymbolicLink(plugin.resolve("lib"), root);
    assertTrue(invalid().reason().startsWith(link + " is a link to "));
  }

  @Test
  void nothing_is_loaded_from_a_folder_that_everybody_may_write() throws Exception {
    Path jar = PluginJar.quiet("guard").write(folder.resolve("guard.jar"));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    String reason = folder + " can be written by everybody (mode 0777); run chmod o-w on it";
    assertEquals(List.of(new Invalid(jar, "guard", reason)), drop.scan());
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.setPosixFilePermissions(jar, PosixFilePermissions.fromString("rw-rw-rw-"));
    assertEquals(
        jar + " can be written by everybody (mode 0666); run chmod o-w on it", invalid().reason());
  }

  @Test
  void an_executable_without_a_command_is_invalid_by_its_id() throws Exception {
    Path plugin = executable("folder", "quiet");
    Path manifest = plugin.resolve("plugin.yaml");
    Files.writeString(manifest, Files.readString(manifest).replaceFirst("command.*\n", ""));
    assertEquals(
        new Invalid(
            plugin,
            "quiet",
            plugin
                + ": `command`: expected the program and its arguments, which a plugin of kind"
                + " executable needs, found nothing"),
        stable());
  }

  @Test
  void a_pipe_is_refused_and_not_waited_for() throws Exception {
    Path pipe = folder.resolve("pipe.jar");
    assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
    assertEquals(pipe + " is no regular file", invalid().reason());
  }

  @Test
  void a_module_that_is_none_or_has_no_manifest_is_invalid() throws Exception {
    Path wasm = folder.resolve("guard.wasm");
    Files.writeString(wasm, "not a module");
    assertEquals("guard", invalid().id());
    Files.write(wasm, Arrays.copyOf(module("guard"), 8));
    assertEquals("guard", invalid().id());
    Files.write(wasm, Arrays.copyOf(module("guard"), 40));
    assertEquals("guard", invalid().id());
  }

  /** Magic word, version, and one custom section with a manifest. */
  private static byte[] module(String id) {
    String text = "id: %s\nversion: '1'\napi: 1\nphases: [pre_edit]\n".formatted(id);
    byte[] manifest = text.getBytes(StandardCharsets.UTF_8);
    byte[] name = "muster.plugin".getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {0, 'a', 's', 'm', 1, 0, 0, 0, 0});
    out.write(1 + name.length + manifest.length);
    out.write(name.length);
    out.writeBytes(name);
    out.writeBytes(manifest);
    return out.toByteArray();
  }
}
