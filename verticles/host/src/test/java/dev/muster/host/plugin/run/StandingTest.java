package dev.muster.host.plugin.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.muster.contract.PluginState;
import dev.muster.host.plugin.folder.Candidate;
import dev.muster.host.plugin.folder.Invalid;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class StandingTest {
  private static final Path JAR = Path.of("guard.jar");
  private static final Candidate GUARD = Bench.spec("guard").denying().at(JAR);

  @Test
  void only_a_locked_digest_runs_unless_the_host_is_a_developers() {
    Standing absent = Standing.NEW.at(GUARD, null);
    assertEquals("PENDING_LOCK", said(absent, false));
    assertEquals(new Wish.Run(GUARD, PluginState.ACTIVE_UNLOCKED), absent.wish(true));
    assertEquals(
        new Wish.Run(GUARD, PluginState.ACTIVE), Standing.NEW.at(GUARD, "guard-1").wish(true));
    Standing other = Standing.NEW.at(GUARD, "guard-0");
    assertEquals("PENDING_LOCK denies", said(other, false), "it guarded before");
    assertEquals("PENDING_LOCK denies", said(other, true));
  }

  @Test
  void a_bundled_plugin_waits_for_its_switch_and_needs_no_line() {
    Candidate bundled = Bench.spec("quiet").bundle().at(JAR);
    Standing standing = Standing.NEW.at(bundled, null);
    assertEquals("DISABLED", said(standing, false));
    assertEquals(new Wish.Run(bundled, PluginState.ACTIVE), standing.switched(true).wish(false));
  }

  @Test
  void a_quarantine_ends_when_it_is_switched_on_and_not_before() {
    Standing bad = Standing.NEW.at(GUARD, "guard-1").quarantined("it threw");
    assertEquals("QUARANTINED denies", said(bad, false));
    assertEquals("QUARANTINED", said(bad.at(new Invalid(JAR, "guard", "0 bytes"), null), false));
    assertEquals("QUARANTINED denies", said(bad.switched(false), false));
    assertEquals(new Wish.Run(GUARD, PluginState.ACTIVE), bad.switched(true).wish(false));
  }

  @Test
  void a_digest_that_did_not_start_is_not_tried_again_and_another_is() {
    Standing failed =
        Standing.NEW.at(GUARD, "guard-1").failed(new Standing.Failure("guard-1", "no port"));
    assertEquals("FAILED denies", said(failed, false));
    Candidate next = Bench.spec("guard").version("2").at(JAR);
    assertEquals(new Wish.Run(next, PluginState.ACTIVE), failed.at(next, "guard-2").wish(false));
    assertEquals(new Wish.Gone(), failed.at(null, "guard-1").wish(false));
  }

  private static String said(Standing standing, boolean dev) {
    return standing.wish(dev) instanceof Wish.Rest rest
        ? rest.state().name() + (rest.denies() ? " denies" : "")
        : "runs";
  }
}
