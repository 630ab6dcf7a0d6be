package dev.muster.host.plugin.run;

import dev.muster.host.plugin.folder.Candidate;
import dev.muster.host.plugin.folder.Manifest;
import dev.muster.plugin.HookInput;
import dev.muster.plugin.HookResult;
import dev.muster.plugin.Phase;
import dev.muster.plugin.VetoSeen;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The place of one plugin among the others: its door, which every call passes, and what is counted
 * over all its versions. The {@link Keeper} alone moves its life and its door.
 */
final class Seat {

  private final String id;
  private final PluginLimits limits;
  private final LongSupplier nanos;
  private final Ledger ledger;
  private final Breaker breaker;
  private final Tally tally;
  private final Figures figures;
  private final Leaked leaked = new Leaked();
  // Confined to the keeper's thread.
  private Standing standing = Standing.NEW;
  private @Nullable Manifest guard;
  private volatile @Nullable Life life;
  private volatile Door door = new Door.Shut();

  Seat(
      String id,
      PluginLimits limits,
      LongSupplier nanos,
      Ledger ledger,
      Breaker breaker,
      CallTimes times) {
    this.id = id;
    this.limits = limits;
    this.nanos = nanos;
    this.ledger = ledger;
    this.breaker = breaker;
    this.tally = new Tally((phase, took) -> times.called(id, phase, took));
    this.figures = new Figures(id);
  }

  String id() {
    return id;
  }

  Tally tally() {
    return tally;
  }

  Figures figures() {
    return figures;
  }

  Leaked leaked() {
    return leaked;
  }

  Standing standing() {
    return standing;
  }

  void stand(Standing next) {
    standing = next;
  }

  /** What the quarantined version denied, or null. */
  @Nullable Manifest guard() {
    return guard;
  }

  void guard(@Nullable Manifest manifest) {
    guard = manifest;
  }

  @Nullable Life life() {
    return life;
  }

  /** Where its file lies or lay, or null. */
  @Nullable Path path() {
    return switch (life) {
      case Life.Serving serving -> serving.version().candidate().path();
      case Life.Starting starting -> starting.fresh().candidate().path();
      case Life.Stopping stopping -> stopping.version().candidate().path();
      case Life.Resting resting -> {
        Candidate candidate = resting.candidate();
        yield candidate == null ? null : candidate.path();
      }
      case null -> null;
    };
  }

  void live(Life next) {
    life = next;
  }

  Door door() {
    return door;
  }

  /** Calls that waited at the door before go through the new one. */
  void open(Door next) {
    Door before = door;
    door = next;
    if (before instanceof Door.Waits waits && !(next instanceof Door.Waits)) {
      waits.opened().complete(null);
    }
  }

  /**
   * Asks the plugin, whichever version serves. {@code then} hears a {@code Veto} only where it
   * counts, never an {@code Emit}, and a failure as what it means for this plugin.
   */
  void ask(HookInput input, Consumer<HookResult> then) {
    Phase phase = input.phase();
    while (true) {
      Door now = door;
      if (!now.wants(phase)) {
        then.accept(HookResult.proceed());
        return;
      }
      switch (now) {
        case Door.Shut shut -> then.accept(HookResult.proceed());
        case Door.Denies denies -> {
          tally.vetoed(phase);
          then.accept(HookResult.veto(denies.reason()));
        }
        case Door.Waits waits ->
            await(
                waits,
                patience(phase),
                why -> then.accept(unasked(waits.manifest(), phase, why)),
                () -> ask(input, then));
        case Door.Open open -> {
          if (!asked(open.version(), input, then)) {
            continue; // its version ended, and so another door is there
          }
        }
      }
      return;
    }
  }

  /** Tells the plugin of a veto, if the version that serves hears them; nobody waits for it. */
  void tell(VetoSeen seen) {
    switch (door) {
      case Door.Open open when open.hearsVetoes() -> {
        if (!told(open.version(), seen)) {
          tell(seen); // its version ended, and so another door is there
        }
      }
      case Door.Waits waits when waits.hearsVetoes() ->
          await(waits, patience(null), why -> tally.untold(), () -> tell(seen));
      case Door deaf -> {}
    }
  }

  private boolean told(Version version, VetoSeen seen) {
    long since = nanos.getAsLong();
    Bulkhead.Handed handed = version.tell(seen, answer -> toldOf(version, since, answer));
    if (handed == Bulkhead.Handed.FULL) {
      tally.untold();
      leaks(version);
    }
    return handed != Bulkhead.Handed.CLOSED;
  }

  private void toldOf(Version version, long since, Answer answer) {
    switch (answer) {
      case Answer.Failed failed when failed.itsFault() -> {
        strike(version, Tally.VETO_SEEN, failed.reason());
        tally.told(took(since), true);
      }
      case Answer.Failed failed -> {
        leaks(version);
        tally.untold();
      }
      case Answer.Said said -> {
        version.answered();
        tally.told(took(since), false);
      }
    }
  }

  private boolean asked(Version version, HookInput input, Consumer<HookResult> then) {
    long since = nanos.getAsLong();
    Bulkhead.Handed handed =
        version.ask(input, answer -> then.accept(heard(version, input.phase(), since, answer)));
    if (handed == Bulkhead.Handed.FULL) {
      int waiting = limits.queueMax();
      then.accept(unasked(version.manifest(), input.phase(), waiting + " calls wait already"));
      leaks(version);
    }
    return handed != Bulkhead.Handed.CLOSED;
  }

  private HookResult heard(Version version, Phase phase, long since, Answer answer) {
    return switch (answer) {
      case Answer.Failed failed when failed.itsFault() -> {
        strike(version, phase.toString(), failed.reason());
        HookResult result = failure(version.manifest(), phase, failed.reason());
        tally.called(phase, took(since), true, result instanceof HookResult.Veto);
        yield result;
      }
      case Answer.Failed failed -> {
        leaks(version);
        yield unasked(version.manifest(), phase, failed.reason());
      }
      case Answer.Said said -> {
        version.answered();
        HookResult result = counted(phase, said.result());
        tally.called(phase, took(since), false, result instanceof HookResult.Veto);
        yield result;
      }
    };
  }

  private void strike(Version version, String where, String why) {
    if (version.failed() >= limits.failuresMax()) {
      String times = limits.failuresMax() + " failures in a row";
      breaker.broken(this, version, times + ", the last in " + where + ": " + why);
    }
  }

  private long took(long since) {
    return nanos.getAsLong() - since;
  }

  /** A version whose threads are all leaked answers nobody any more. */
  private void leaks(Version version) {
    if (version.bulkhead().leaked() >= limits.callsMax()) {
      breaker.broken(this, version, "none of its " + limits.callsMax() + " threads ends");
    }
  }

  private HookResult counted(Phase phase, HookResult result) {
    return switch (result) {
      case HookResult.Emit emit -> {
        ledger.emitted(id, emit.type(), emit.data());
        yield HookResult.proceed();
      }
      case HookResult.Veto veto -> phase.vetoes() ? veto : HookResult.proceed();
      case HookResult.Amend amend -> amend;
      case HookResult.Continue goOn -> goOn;
    };
  }

  private HookResult unasked(Manifest manifest, Phase phase, String why) {
    HookResult result = failure(manifest, phase, why);
    tally.unasked(phase, result instanceof HookResult.Veto);
    return result;
  }

  private HookResult failure(Manifest manifest, Phase phase, String why) {
    return manifest.denies() && phase.vetoes()
        ? HookResult.veto("plugin " + id + " failed and denies on failure: " + why)
        : HookResult.proceed();
  }

  /** How long a call waits for the next version: at most as long as its start may take. */
  private Duration patience(@Nullable Phase phase) {
    boolean awaited = phase == Phase.PRE_EDIT || phase == Phase.PRE_TASK;
    return awaited ? limits.editDeadline() : limits.drain().plus(limits.startDeadline());
  }

  private void await(
      Door.Waits waits, Duration patience, Consumer<String> unasked, Runnable again) {
    if (waits.waiting().incrementAndGet() > limits.queueMax()) {
      waits.waiting().decrementAndGet();
      unasked.accept(limits.queueMax() + " calls wait already");
      return;
    }
    CompletableFuture<Void> _ =
        waits
            .opened()
            .copy()
            .completeOnTimeout(null, patience.toMillis(), TimeUnit.MILLISECONDS)
            .thenRun(() -> {
              waits.waiting().decrementAndGet();
              if (door.equals(waits)) {
                unasked.accept("it is being replaced");
              } else {
                again.run();
              }
            });
  }
}
