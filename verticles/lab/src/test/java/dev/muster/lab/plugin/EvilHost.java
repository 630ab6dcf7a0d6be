package dev.muster.lab.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.host.cli.ApiFailure;
import dev.muster.host.cli.JsonText;
import dev.muster.host.plugin.folder.Digests;
import dev.muster.host.plugin.folder.LockFile;
import dev.muster.host.plugin.folder.LockLine;
import dev.muster.host.plugin.folder.Scratch;
import dev.muster.lab.Checkout;
import dev.muster.lab.mcp.HostProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;

/** A host with one evil plugin after the other, under load. */
final class EvilHost implements AutoCloseable {
  private static final Duration WITHIN = Duration.ofSeconds(20);
  private static final Duration BIT = Duration.ofMillis(100);
  private static final Set<String> NOT_YET = Set.of("", "pending_lock");

  /** Ends, starts and looks are short, so that the test is; the deadlines of calls are not. */
  private static final String CONF =
      "plugins:\n  scan_ms: 50\n  start_deadline_ms: 1000\n  drain_s: 1\n";

  private final Path folder;
  private final HostProcess host;
  private final HookLoad load;
  private final LockFile lock;

  private EvilHost(Path folder, HostProcess host, HookLoad load) {
    this.folder = folder;
    this.host = host;
    this.load = load;
    this.lock = new LockFile(folder.resolve("data/plugins.lock"));
  }

  /** A host on the data of {@code folder}, or on those that another one left there. */
  static EvilHost start(Path folder) throws Exception {
    Path repo = Files.createDirectories(folder.resolve("shop"));
    if (!Files.exists(repo.resolve(".git"))) {
      var git = new ProcessBuilder("git", "-C", repo.toString(), "init", "-q").inheritIO().start();
      assertEquals(0, git.waitFor());
      Files.writeString(repo.resolve("A.java"), "class A {}\n");
    }
    Path conf = Files.writeString(folder.resolve("conf.yaml"), CONF);
    Path drop = Files.createDirectories(folder.resolve("drop"));
    HostProcess host =
        HostProcess.start(
            folder.resolve("data"), "--conf", conf.toString(), "--plugins", drop.toString());
    var load = new HookLoad(host.url(), host.token(), repo.toRealPath());
    load.begin();
    return new EvilHost(folder, host, load);
  }

  HookLoad load() {
    return load;
  }

  HostProcess process() {
    return host;
  }

  /** Builds it, lets it in and drops it. */
  void drop(EvilPlugin evil) throws Exception {
    Path built = evil.build(folder.resolve("build"));
    lock.put(new LockLine(evil.id(), "1.0.0", evil.kind(), Digests.of(built)));
    Files.move(built, evil.in(folder.resolve("drop")));
    await(() -> !NOT_YET.contains(state(evil)), "is found");
  }

  void awaitActive(EvilPlugin evil) throws Exception {
    await(() -> state(evil).equals("active"), "serves");
  }

  /** What becomes of the host and of the plugin while it is asked. */
  EvilRow meet(EvilPlugin evil, Duration window, Seen before) throws Exception {
    drop(evil);
    Seen starting = Seen.NOTHING;
    while (state(evil).equals("starting")) {
      starting = starting.and(load.run(BIT));
    }
    Seen during = load.run(window);
    long end = System.nanoTime() + WITHIN.toNanos();
    while (!state(evil).equals(evil.state()) && System.nanoTime() < end) {
      during = during.and(load.run(BIT));
    }
    JsonNode stands = plugin(evil);
    during = during.and(load.run(BIT));
    int leaked = leaked(evil);
    remove(evil);
    check(evil, stands, during);
    return EvilRow.of(evil, stands, leaked, before, starting.and(during));
  }

  private static void check(EvilPlugin evil, JsonNode stands, Seen seen) {
    String what = evil.id() + ": " + stands + ", " + seen.denied() + " denied";
    assertEquals(evil.state(), stands.path("state").asString(""), what);
    assertEquals(0, seen.odd(), () -> what + ", " + seen.first());
    assertEquals(0, evil.denies() ? seen.allowed() : seen.denied(), what);
  }

  /** Threads that stayed when its version had ended. */
  private int leaked(EvilPlugin evil) throws Exception {
    if (evil.state().equals("active")) {
      host.client().post("/api/v1/plugins/" + evil.id() + "/disable", JsonText.object());
      await(() -> state(evil).equals("disabled"), "is switched off");
    }
    if (evil.leaks()) {
      await(() -> plugin(evil).path("leaked_threads").asInt(0) > 0, "leaks");
    }
    return plugin(evil).path("leaked_threads").asInt(0);
  }

  private void remove(EvilPlugin evil) throws Exception {
    Scratch.remove(evil.in(folder.resolve("drop")));
    lock.remove(evil.id());
    await(() -> state(evil).isEmpty(), "is gone");
  }

  /** How it stands; missing when the host does not know it. */
  JsonNode plugin(EvilPlugin evil) {
    try {
      return host.client().get("/api/v1/plugins/" + evil.id()).body();
    } catch (ApiFailure unknown) {
      return JsonText.object();
    }
  }

  String state(EvilPlugin evil) {
    return plugin(evil).path("state").asString("");
  }

  /** The exit code of a host that died. */
  int death() throws InterruptedException {
    assertTrue(host.process().waitFor(WITHIN.toSeconds(), TimeUnit.SECONDS), "it lives");
    return host.process().exitValue();
  }

  /** What it wrote about deaths and everything else. */
  String told() {
    Path data = folder.resolve("data");
    return "\n"
        + Checkout.read(data.resolve("plugin-deaths"))
        + Checkout.read(data.resolve("host.log"));
  }

  private static void await(Callable<Boolean> condition, String what) throws Exception {
    long end = System.nanoTime() + WITHIN.toNanos();
    while (!condition.call()) {
      assertTrue(System.nanoTime() < end, "not within " + WITHIN + ": it " + what);
      LockSupport.parkNanos(20_000_000);
    }
  }

  @Override
  public void close() {
    load.close();
    host.close();
  }
}
