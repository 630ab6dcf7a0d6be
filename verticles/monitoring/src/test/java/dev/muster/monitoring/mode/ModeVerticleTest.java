package dev.muster.monitoring.mode;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.muster.bus.Bus;
import dev.muster.bus.Json;
import dev.muster.contract.Addresses;
import dev.muster.contract.GetMode;
import dev.muster.contract.Mode;
import dev.muster.contract.ModeChanged;
import dev.muster.contract.ModeStatus;
import dev.muster.contract.ModelList;
import dev.muster.contract.SetMode;
import dev.muster.contract.SwitchModel;
import dev.muster.store.Store;
import dev.muster.store.StoreOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model serves and memory is half in use. */
final class ModeVerticleTest {
  private static final ModeSettings SETTINGS =
      new ModeSettings(
          Duration.ofMillis(20),
          .95,
          .85,
          Duration.ofSeconds(10),
          Duration.ofSeconds(60),
          Duration.ofMinutes(30),
          List.of());

  private static final SwitchModel RETRAIN = new SwitchModel(SwitchModel.Verb.RETRAIN, null);

  private final Vertx vertx = Vertx.vertx();
  private final Bus bus = Bus.install(vertx, Duration.ofSeconds(20));
  private final Store store;
  private final BlockingQueue<Mode> told = new LinkedBlockingQueue<>();
  private final BlockingQueue<SwitchModel> ordered = new LinkedBlockingQueue<>();
  private volatile Instant now = Instant.parse("2026-03-02T09:30:00Z");

  ModeVerticleTest(@TempDir Path folder) {
    store =
        Store.open(new StoreOptions(folder.resolve("muster.db"), 2000, 2, 5000), Json.lenient());
    done(bus.serve(Addresses.MODEL_SWITCH, this::switched));
    deploy();
  }

  private Future<ModelList> switched(SwitchModel order) {
    ordered.add(order);
    return Future.succeededFuture(
        new ModelList(List.of(), null, 0, 0, 0, 0, false, null, null, null, null));
  }

  private String deploy() {
    return done(
        vertx.deployVerticle(
            new ModeVerticle(
                bus,
                store,
                "test",
                SETTINGS,
                () -> now,
                ZoneOffset.UTC,
                () -> new ModeMachine.Seen(true, .5),
                status -> told.add(status.mode()))));
  }

  @AfterEach
  void close() {
    done(vertx.close());
    store.close();
  }

  @Test
  void an_order_is_stored_and_told_and_holds_after_a_restart_until_its_time() throws Exception {
    assertEquals(List.of(Mode.FALLBACK, Mode.PRODUCTION), List.of(next(), next()));
    ModeStatus status = set(Mode.EMERGENCY, 60);
    assertEquals(Mode.EMERGENCY, status.mode());
    assertEquals(Mode.EMERGENCY, next());

    deploy();

    assertEquals(Mode.EMERGENCY, next());
    now = now.plus(Duration.ofMinutes(60));
    assertEquals(Mode.PRODUCTION, next());
    assertEquals(
        List.of(Mode.PRODUCTION, Mode.EMERGENCY),
        done(store.read(tx -> tx.events().after(0, 2))).stream()
            .map(event -> ((ModeChanged) event).status().mode())
            .toList());
  }

  @Test
  void an_order_that_does_not_say_holds_as_long_as_the_configuration_says() {
    ModeStatus status = set(Mode.MAINTENANCE, null);
    assertEquals(now.plus(Duration.ofMinutes(30)), Objects.requireNonNull(status.order()).until());
    assertEquals(status, done(bus.request(Addresses.MODE_GET, new GetMode())).status());
  }

  @Test
  void models_are_fitted_once_in_a_maintenance_that_nothing_runs_in() throws Exception {
    set(Mode.MAINTENANCE, null);
    assertEquals(RETRAIN, ordered.poll(20, TimeUnit.SECONDS));
    set(Mode.MAINTENANCE, 5);
    set(null, null);
    assertEquals(List.of(Mode.FALLBACK, Mode.PRODUCTION), List.of(next(), next()));
    set(Mode.MAINTENANCE, null);
    assertEquals(RETRAIN, ordered.poll(20, TimeUnit.SECONDS));
    assertEquals(0, ordered.size());
  }

  private Mode next() throws InterruptedException {
    return Objects.requireNonNull(told.poll(20, TimeUnit.SECONDS));
  }

  private ModeStatus set(@Nullable Mode mode, @Nullable Integer minutes) {
    return done(bus.request(Addresses.MODE_SET, new SetMode(mode, minutes, null))).status();
  }

  private static <T> T done(Future<T> future) {
    return done(future.toCompletionStage());
  }

  private static <T> T done(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
  }
}
