package dev.muster.host.http;

import dev.muster.bus.Bus;
import dev.muster.contract.Addresses;
import dev.muster.contract.Failure;
import dev.muster.contract.FailureCode;
import dev.muster.contract.ListPlugins;
import dev.muster.contract.Plugin;
import dev.muster.contract.PluginList;
import dev.muster.contract.Refused;
import dev.muster.contract.SwitchPlugin;
import io.vertx.core.Future;

/** Hook plugins over HTTP: how they stand, and the switch of each. */
record PluginApi(Bus bus) {

  void routes(Asking asking) {
    asking.get("/api/v1/plugins", query -> list());
    asking.getAbout("/api/v1/plugins/:id", id -> list().map(all -> named(id, all)));
    asking.postAbout("/api/v1/plugins/:id/enable", id -> turn(id, true));
    asking.postAbout("/api/v1/plugins/:id/disable", id -> turn(id, false));
  }

  private Future<PluginList> list() {
    return bus.request(Addresses.PLUGIN_LIST, new ListPlugins());
  }

  private Future<Plugin> turn(String id, boolean on) {
    return bus.request(Addresses.PLUGIN_SWITCH, new SwitchPlugin(id, on))
        .map(all -> named(id, all));
  }

  private static Plugin named(String id, PluginList all) {
    return all.plugins().stream()
        .filter(plugin -> plugin.id().equals(id))
        .findFirst()
        .orElseThrow(
            () -> new Refused(Failure.of(FailureCode.NOT_FOUND, "no plugin has the id " + id)));
  }
}
