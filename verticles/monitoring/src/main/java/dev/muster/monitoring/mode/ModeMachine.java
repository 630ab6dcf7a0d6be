package dev.muster.monitoring.mode;

import dev.muster.contract.Mode;
import dev.muster.contract.ModeOrder;
import dev.muster.contract.ModeStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which mode holds. By itself the host is in MAINTENANCE within a window, in EMERGENCY while memory
 * is short, in FALLBACK while no model serves, and else in PRODUCTION: the strictest of them. An
 * ordered PRODUCTION holds also while memory is short or a window is open; any other order holds
 * unless the host by itself is stricter. Immutable.
 *
 * @param order null when nothing is ordered
 * @param emergency whether memory is short
 * @param turning since when memory says that this is to change; null while it does not
 * @param status what holds
 */
public record ModeMachine(
    @Nullable ModeOrder order, boolean emergency, @Nullable Instant turning, ModeStatus status) {
  private static final String ORDERED = "ordered";

  /**
   * What the host sees.
   *
   * @param modelServes whether any model does
   * @param memoryUsed the share in use of what there is, in [0,1]; null when unknown, which changes
   *     nothing
   */
  public record Seen(boolean modelServes, @Nullable Double memoryUsed) {}

  /** Of a host that begins. */
  public static ModeMachine begin(Instant now) {
    return new ModeMachine(
        null, false, null, new ModeStatus(Mode.FALLBACK, "no_model", now, null, Mode.FALLBACK));
  }

  /** With another order; null leaves it to the host. It holds after the next look. */
  public ModeMachine ordered(@Nullable ModeOrder next) {
    return new ModeMachine(next, emergency, turning, status);
  }

  /** What holds after a look. */
  public ModeMachine look(Seen seen, ModeSettings settings, ZoneId zone, Instant now) {
    ModeOrder holding = order != null && now.isBefore(order.until()) ? order : null;
    boolean turns = turns(seen.memoryUsed(), settings);
    Instant since = turns ? Objects.requireNonNullElse(turning, now) : null;
    Duration long_ = emergency ? settings.leaveAfter() : settings.enterAfter();
    boolean turned = since != null && !now.isBefore(since.plus(long_));
    boolean emergencyNow = emergency != turned;
    Held itself = itself(seen.modelServes(), emergencyNow, settings, zone, now);
    Held held = held(itself, holding, seen.modelServes());
    boolean same =
        held.mode() == status.mode()
            && held.reason().equals(status.reason())
            && Objects.equals(holding, status.order());
    return new ModeMachine(
        holding,
        emergencyNow,
        turned ? null : since,
        new ModeStatus(
            held.mode(), held.reason(), same ? status.since() : now, holding, itself.mode()));
  }

  private record Held(Mode mode, String reason) {}

  /** Whether memory says the contrary of what it said; between the bounds it says nothing. */
  private boolean turns(@Nullable Double used, ModeSettings settings) {
    return used != null
        && (emergency ? used < settings.memoryLow() : used >= settings.memoryHigh());
  }

  private static Held itself(
      boolean modelServes, boolean emergency, ModeSettings settings, ZoneId zone, Instant now) {
    if (settings.windows().stream().anyMatch(window -> window.holds(now.atZone(zone)))) {
      return new Held(Mode.MAINTENANCE, "window");
    } else if (emergency) {
      return new Held(Mode.EMERGENCY, "memory");
    }
    return trusted(modelServes);
  }

  private static Held trusted(boolean modelServes) {
    return modelServes ? new Held(Mode.PRODUCTION, "model") : new Held(Mode.FALLBACK, "no_model");
  }

  private static Held held(Held itself, @Nullable ModeOrder order, boolean modelServes) {
    if (order == null) {
      return itself;
    } else if (order.mode() == Mode.PRODUCTION) {
      return modelServes ? new Held(Mode.PRODUCTION, ORDERED) : trusted(false);
    }
    boolean gives =
        itself.mode() != order.mode() && itself.mode().stricter(order.mode()) == itself.mode();
    return gives ? itself : new Held(order.mode(), ORDERED);
  }
}
