package dev.muster.host.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Starting a host in the background and ending it, as processes. */
@Timeout(90)
final class UpDownTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter error = new StringWriter();
  @TempDir private Path data = Path.of("");

  /** A program whose host is a scripted one. */
  static final class Program {
    private Program() {}

    public static void main(String[] arguments) {
      System.exit(new Cli(Program::start).run(arguments));
    }

    private static RunningHost start(UpOptions options) throws Exception {
      var host = new ScriptedHost();
      host.on("/readyz", call -> ScriptedHost.Answer.ok("{\"status\":\"ready\"}"));
      host.on("/api/v1/session/code", call -> ScriptedHost.Answer.ok("{\"code\":\"c0de\"}"));
      ProcessHandle self = ProcessHandle.current();
      write(options.data(), self.pid(), self.info().startInstant().orElseThrow(), host.url());
      return new Started(host, new CountDownLatch(1));
    }
  }

  private record Started(ScriptedHost host, CountDownLatch ended) implements RunningHost {
    @Override
    public String url() {
      return host.url();
    }

    @Override
    public String openLink() {
      return host.url() + "/#code=first";
    }

    @Override
    public void awaitEnd() throws InterruptedException {
      ended.await();
    }

    @Override
    public void close() {
      host.close();
      ended.countDown();
    }
  }

  @Test
  void aHostStartsInTheBackgroundAndEnds() throws Exception {
    System.setProperty("muster.launcher", launcher().toString());
    try {
      assertEquals(0, run("up", "-d", "--data", data.toString(), "--json"), error::toString);
      JsonNode ready = JsonText.read(out.toString());
      assertEquals(
          ready.path("url").stringValue() + "/#code=c0de", ready.path("link").stringValue());
      ProcessHandle host = ProcessHandle.of(ready.path("pid").asLong()).orElseThrow();
      assertTrue(host.isAlive());
      assertEquals(0, run("down", "--data", data.toString()));
      assertFalse(host.isAlive());
      assertTrue(Files.readString(data.resolve("host.log")).contains("muster is ready at"));
    } finally {
      System.clearProperty("muster.launcher");
    }
  }

  @Test
  void aHostThatDoesNotStartIsToldWithItsLog() throws Exception {
    Path broken = script("echo 'the port is taken'; exit 78");
    System.setProperty("muster.launcher", broken.toString());
    try {
      assertEquals(78, run("up", "-d", "--data", data.toString()));
      assertTrue(error.toString().contains("the port is taken"));
    } finally {
      System.clearProperty("muster.launcher");
    }
  }

  @Test
  void downDoesNotEndAProcessThatOnlyHasThePid() throws Exception {
    Process other = new ProcessBuilder("sleep", "600").start();
    try {
      write(data, other.pid(), Instant.EPOCH, "http://127.0.0.1:9");
      assertEquals(0, run("down", "--data", data.toString()));
      assertTrue(out.toString().startsWith("no host runs on"));
      assertTrue(other.isAlive());
    } finally {
      other.destroyForcibly();
      assertTrue(other.waitFor(10, TimeUnit.SECONDS));
    }
  }

  private Path launcher() throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return script(
        "exec '%s' -XX:TieredStopAtLevel=1 -cp '%s' '%s' \"$@\""
            .formatted(java, System.getProperty("java.class.path"), Program.class.getName()));
  }

  private Path script(String body) throws Exception {
    Path file = Files.writeString(data.resolve("launcher"), "#!/bin/sh\n" + body + "\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }

  private static void write(Path data, long pid, Instant startedAt, String url) throws Exception {
    var file = JsonText.object().put("pid", pid).put("started_at", startedAt.toString());
    Path part = Files.writeString(data.resolve("host.part"), JsonText.write(file.put("url", url)));
    Files.move(part, data.resolve("host.json"));
  }

  private int run(String... arguments) {
    HostLauncher none =
        options -> {
          throw new Refusal(78, "no host in this test");
        };
    return new Cli(none, new PrintWriter(out), new PrintWriter(error)).run(arguments);
  }
}
