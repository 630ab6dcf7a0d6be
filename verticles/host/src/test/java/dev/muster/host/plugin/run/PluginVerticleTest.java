package dev.muster.host.plugin.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.bus.Bus;
import dev.muster.contract.Addresses;
import dev.muster.contract.ListPlugins;
import dev.muster.contract.PluginChanged;
import dev.muster.contract.PluginEmitted;
import dev.muster.contract.PluginState;
import dev.muster.contract.SwitchPlugin;
import dev.muster.plugin.Phase;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(VertxExtension.class)
final class PluginVerticleTest {
  @TempDir private Path folder;

  @Test
  void it_starts_what_lies_there_answers_and_tells(Vertx vertx) {
    try (Bench bench = Bench.in(folder)) {
      String emits =
          "public HookResult postEdit(HookInput.PostEdit i) {"
              + " return HookResult.emit(\"saw.edit\", Map.of(\"path\", i.edit().path())); }";
      bench.place(Bench.spec("seen").bundle().on(Phase.POST_EDIT).at(bench.jar("emits", emits)));
      Bus bus = Bus.install(vertx, Duration.ofSeconds(10));
      String id =
          await(vertx.deployVerticle(new PluginVerticle(bus, bench.host(), Duration.ofMillis(20))));

      var list = await(bus.request(Addresses.PLUGIN_LIST, new ListPlugins())).plugins();
      assertEquals(PluginState.DISABLED, list.getFirst().state());
      await(bus.request(Addresses.PLUGIN_SWITCH, new SwitchPlugin("seen", true)));
      bench.awaitState("seen", PluginState.ACTIVE);
      bench.ask(Bench.EDITED);
      await(vertx.undeploy(id));

      var events = bench.store().read(tx -> tx.events().after(0, 100)).toCompletableFuture().join();
      assertEquals(
          List.of("disabled", "starting", "loaded", "draining", "removed"),
          events.stream()
              .filter(PluginChanged.class::isInstance)
              .map(event -> ((PluginChanged) event).cause())
              .toList());
      assertTrue(
          events.stream()
              .anyMatch(event ->
                  event instanceof PluginEmitted it && it.data().equals(Map.of("path", "a.txt"))));
    }
  }

  private static <T> T await(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().join();
  }
}
