package dev.muster.coordination.lease;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.contract.CheckLanding;
import dev.muster.contract.Holder;
import dev.muster.contract.Landing;
import dev.muster.contract.LandingChecked;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LandingChecksTest {
  private static final Holder A = Holder.of("a");
  private static final Holder B = Holder.of("b");

  @TempDir Path folder;
  private LeaseDesk desk;

  @BeforeEach
  void open() {
    desk = new LeaseDesk(folder, LeaseLimits.defaults());
  }

  @AfterEach
  void close() {
    desk.close();
  }

  @Test
  void a_landing_is_checked_while_nobody_else_had_the_file_and_stale_afterwards() {
    desk.acquire(A, "x");
    assertEquals(Landing.CHECKED, check(A).landing());
    desk.sweepAfter(Duration.ofMinutes(10));
    assertEquals(Landing.CHECKED, check(A).landing(), "expired, but nobody took it");
    desk.acquire(B, "x");
    LandingChecked stale = check(A);
    assertEquals(Landing.STALE, stale.landing());
    assertTrue(said(stale.text()).contains("Not landed: x"), stale.text());
    desk.release(B);
    assertEquals(Landing.STALE, check(A).landing(), "b had it since");
    desk.acquire(A, "x");
    assertEquals(Landing.CHECKED, check(A).landing());
  }

  private LandingChecked check(Holder holder) {
    return desk.ask(l -> l.check(new CheckLanding(holder, LeaseDesk.files(LeaseDesk.TREE, "x"))));
  }

  private static String said(@Nullable String text) {
    return Objects.requireNonNull(text);
  }
}
