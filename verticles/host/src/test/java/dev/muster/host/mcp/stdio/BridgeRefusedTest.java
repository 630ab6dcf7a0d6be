package dev.muster.host.mcp.stdio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.host.cli.ExitCode;
import dev.muster.host.cli.ScriptedHost;
import dev.muster.host.mcp.Wire;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Hosts that want nothing to do with the bridge. */
@Timeout(60)
final class BridgeRefusedTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private int exit(ScriptedHost host) throws Exception {
    byte[] in = (Wire.initialize(Wire.LATEST) + "\n").getBytes(StandardCharsets.UTF_8);
    var link = new Link(() -> new Link.Host(host.url(), "wrong"));
    return new Bridge(new ByteArrayInputStream(in), out, link, "c", Duration.ofSeconds(2)).run();
  }

  @Test
  void a_wrong_token_is_said_and_ends_the_bridge() throws Exception {
    try (var host = new ScriptedHost()) {
      host.on("/mcp", call -> ScriptedHost.Answer.problem(401, "UNAUTHORIZED"));
      assertEquals(ExitCode.NOT_PERMITTED, exit(host));
      assertTrue(out.toString(StandardCharsets.UTF_8).contains("the host refused: told so"));
      assertEquals("Bearer wrong", host.await("/mcp").token().orElse(""));
    }
  }

  @Test
  void a_host_that_speaks_no_mcp_is_an_error_for_the_client() throws Exception {
    try (var host = new ScriptedHost()) {
      assertEquals(ExitCode.OK, exit(host));
      assertTrue(out.toString(StandardCharsets.UTF_8).contains("\"code\":-32000"));
    }
  }
}
