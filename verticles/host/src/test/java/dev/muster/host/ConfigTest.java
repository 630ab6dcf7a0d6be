package dev.muster.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.host.cli.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConfigTest {
  @TempDir Path folder;

  private Config load(String yaml) {
    try {
      return ConfigLoader.load(Files.writeString(folder.resolve("muster.yaml"), yaml));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Asserts exit code 78 and what the sentence has after the file's name. */
  private void refused(String yaml, String... says) {
    var refusal = assertThrows(Refusal.class, () -> load(yaml), yaml);
    assertEquals(78, refusal.exitCode());
    String message = String.valueOf(refusal.getMessage());
    assertTrue(message.startsWith(folder.resolve("muster.yaml").toString()), message);
    for (String part : says) {
      assertTrue(message.contains(part), () -> "no `" + part + "` in: " + message);
    }
    assertFalse(message.contains("\n"), message);
  }

  @Test
  void what_is_left_out_has_its_default() {
    Config defaults = ConfigLoader.defaults(Config.class);
    assertEquals("127.0.0.1", defaults.http().host());
    assertEquals(7470, defaults.http().port());
    assertEquals(30, defaults.coordination().leaseS());
    for (String yaml :
        List.of(
            "",
            "  \n",
            "# only a comment\n",
            "{}",
            "---\n",
            "http:\n",
            "http: {}\n",
            "http: null\nbus: null\n",
            "swarm:\n")) {
      assertEquals(defaults, load(yaml), yaml);
    }
    assertEquals(9000, load("http:\n  port: 9000\n").http().port());
    assertEquals(defaults.bus(), load("http:\n  port: 9000\n").bus());
  }

  @Test
  void the_shipped_configuration_is_the_default_one() {
    assertEquals(
        ConfigLoader.defaults(Config.class),
        ConfigLoader.load(TestHost.checkout().resolve("conf/muster.yaml")));
  }

  @Test
  void an_unknown_key_is_named_with_its_line_and_the_nearest_known_one() {
    refused("swarm: a\nhttp:\n  prot: 1\n", ":3: ", "`prot`", "`port`");
    refused("swarn: a\n", ":1: ", "`swarn`", "`swarm`");
    refused("http:\n  leaseS: 1\n", "`leaseS`");
    refused("coordination:\n  lease: 30\n", ":2: ", "`lease_s`");
  }

  @Test
  void a_key_that_is_there_twice_is_named_with_its_line() {
    refused("http:\n  port: 1\n  port: 2\n", ":3: ", "port");
    refused("swarm: a\nswarm: b\n", ":2: ", "swarm");
  }

  @Test
  void what_is_no_yaml_is_refused_with_its_line() {
    refused("http:\n\tport: 1\n", ":2: ");
    refused("http: [\n", ":");
    refused("http: {port: 1\n", ":");
    refused("- a\n- b\n");
    refused("text\n");
    refused("http: 5\n");
    refused("a: *nobody\n");
  }

  @Test
  void a_value_out_of_its_range_is_refused_with_the_rule() {
    Map.of(
            "http:\n  port: 99999\n", "http.port must be in 0..65535, was 99999",
            "http:\n  port: -1\n", "http.port must be in 0..65535, was -1",
            "store:\n  readers: 0\n", "store.readers must be in 1..16, was 0",
            "store:\n  readers: -4\n", "store.readers must be in 1..16, was -4",
            "bus:\n  timeout_ms: 5000\n", "bus.timeout_ms must be in 100..2000, was 5000",
            "coordination:\n  lease_s: 0\n", "coordination.lease_s must be in 25..3600, was 0",
            "coordination:\n  heartbeat_s: 15\n",
                "coordination.silent_after_s must be > coordination.heartbeat_s, was 15 and 15",
            "swarm: Über\n", "swarm must have 1..64 of a-z, 0-9, - and _, was Über",
            "swarm: ../x\n", "swarm must have 1..64")
        .forEach((yaml, rule) -> refused(yaml, rule));
  }

  @Test
  void a_value_of_another_kind_is_refused() {
    for (String value : List.of("abc", "1ms", "7470.5", "[1]", "{a: 1}", "true")) {
      refused("http:\n  port: " + value + "\n", ":2: ", "port");
    }
    refused("http:\n  port: 99999999999\n", ":2: ", "99999999999");
    refused("http:\n  allowed_hosts: muster.test\n", "allowed_hosts");
  }

  @Test
  void only_an_address_of_this_machine_is_listened_on() {
    for (String host : List.of("0.0.0.0", "'::'", "10.0.0.1", "example.org", "127.0.0.2")) {
      refused("http:\n  host: " + host + "\n", "http.host must be 127.0.0.1");
    }
    for (String host : List.of("127.0.0.1", "'::1'", "localhost")) {
      assertEquals(host.replace("'", ""), load("http:\n  host: " + host + "\n").http().host());
    }
  }

  @Test
  void a_default_file_that_is_missing_leaves_the_defaults_and_one_that_is_there_is_read()
      throws IOException {
    Path file = folder.resolve("muster.yaml");
    assertEquals(ConfigLoader.defaults(Config.class), ConfigLoader.loadIfPresent(file));
    Files.writeString(file, "swarm: other\n");
    assertEquals("other", ConfigLoader.loadIfPresent(file).swarm());
    Files.writeString(file, "swarn: other\n");
    assertThrows(Refusal.class, () -> ConfigLoader.loadIfPresent(file));
  }

  @Test
  void a_file_that_cannot_be_read_is_refused() {
    var refusal =
        assertThrows(Refusal.class, () -> ConfigLoader.load(folder.resolve("absent.yaml")));
    assertEquals(78, refusal.exitCode());
    assertTrue(String.valueOf(refusal.getMessage()).contains("absent.yaml"));
    assertThrows(Refusal.class, () -> ConfigLoader.load(folder));
  }
}
