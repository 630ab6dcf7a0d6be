package dev.muster.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.host.cli.Refusal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** When a host does not start: one sentence, exit code 78, and nothing is touched. */
@Timeout(60)
final class StartRefusalTest {
  @TempDir Path folder;

  private String refused(Path data, int port) {
    Config config = ConfigLoader.defaults(Config.class);
    var refusal =
        assertThrows(
            Refusal.class,
            () ->
                Host.start(config, TestHost.at(data, port, folder), InstantSource.system())
                    .close());
    assertEquals(78, refusal.exitCode());
    return String.valueOf(refusal.getMessage());
  }

  @Test
  void a_data_folder_that_is_a_file_is_refused_and_left_alone() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "mine");
    assertTrue(refused(file, 0).contains(file.toString()));
    assertEquals("mine", Files.readString(file));
  }

  @Test
  void a_database_that_is_a_text_is_refused_and_left_alone() throws IOException {
    String text = "These are my notes, and no database.\n".repeat(100);
    Path file = Files.writeString(folder.resolve("muster.db"), text);
    assertTrue(refused(folder, 0).contains(file.toString()));
    assertEquals(text, Files.readString(file));
    Files.delete(file);
    TestHost.start(folder).close();
  }

  @Test
  void a_token_that_is_too_short_is_refused_and_not_told() throws IOException {
    Files.writeString(folder.resolve("token"), "hunter2\n");
    String message = refused(folder, 0);
    assertTrue(message.contains("at least 32 characters"), message);
    assertFalse(message.contains("hunter2"), message);
  }

  @Test
  void data_that_another_process_has_open_is_refused_with_its_pid() throws Exception {
    Process other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                Path.of(Holder.class.getProtectionDomain().getCodeSource().getLocation().toURI())
                    .toString(),
                Holder.class.getName(),
                folder.resolve("muster.db.lock").toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      assertEquals('!', other.getInputStream().read());
      String message = refused(folder, 0);
      assertTrue(message.contains("pid " + other.pid()), message);
    } finally {
      other.destroyForcibly();
    }
    assertTrue(other.waitFor(10, TimeUnit.SECONDS));
    TestHost.start(folder).close();
  }

  /** A process that has the data of a host open until it is ended. */
  static final class Holder {
    private Holder() {}

    static void main(String[] arguments) throws IOException {
      try (var channel =
              FileChannel.open(
                  Path.of(arguments[0]), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          var lock = channel.lock()) {
        String pid = ProcessHandle.current().pid() + "\n";
        channel.write(StandardCharsets.UTF_8.encode(pid));
        System.out.write(lock.isValid() ? '!' : '?');
        System.out.flush();
        System.in.read();
      }
    }
  }

  @Test
  void a_port_in_use_is_refused_and_the_data_is_free_again() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String message = refused(folder, taken.getLocalPort());
      assertEquals(
          "127.0.0.1:" + taken.getLocalPort() + " is in use; choose another with --port", message);
      assertFalse(Files.exists(folder.resolve("host.json")));
    }
    TestHost.start(folder).close();
  }

  @Test
  void a_token_is_made_once_for_one_user() throws IOException {
    TestHost.start(folder).close();
    Path file = folder.resolve("token");
    String token = Files.readString(file);
    assertEquals(PosixFilePermissions.fromString("rw-------"), Files.getPosixFilePermissions(file));
    assertTrue(token.matches("[A-Za-z0-9_-]{43}\n"), "43 characters of 6 bits hold 256");
    TestHost.start(folder).close();
    assertEquals(token, Files.readString(file));
    assertFalse(Files.exists(folder.resolve("token.new")));
  }

  @Test
  void a_token_that_others_may_read_is_closed_to_them() throws IOException {
    Path file = Files.writeString(folder.resolve("token"), "s".repeat(43) + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    TestHost.start(folder).close();
    assertEquals(PosixFilePermissions.fromString("rw-------"), Files.getPosixFilePermissions(file));
  }

  @Test
  void a_url_has_an_address_of_ip_version_6_in_brackets() {
    assertEquals("http://[::1]:7470", Host.url("::1", 7470));
    assertEquals("http://127.0.0.1:7470", Host.url("127.0.0.1", 7470));
  }

  @Test
  void a_running_host_says_where_it_is_and_an_ended_one_does_not() throws IOException {
    Path file = folder.resolve("host.json");
    try (TestHost host = TestHost.start(folder)) {
      JsonNode said = new JsonMapper().readTree(Files.readString(file));
      assertEquals("http://127.0.0.1:" + host.port(), said.path("url").asString());
      assertEquals(ProcessHandle.current().pid(), said.path("pid").asLong());
      assertFalse(Files.exists(folder.resolve("host.json.new")));
    }
    assertFalse(Files.exists(file));
  }
}
