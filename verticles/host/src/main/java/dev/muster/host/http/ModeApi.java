package dev.muster.host.http;

import dev.muster.bus.Bus;
import dev.muster.contract.Addresses;
import dev.muster.contract.GetMode;
import dev.muster.contract.SetMode;

/** The mode over HTTP. */
record ModeApi(Bus bus) {

  void routes(Asking asking) {
    asking.get("/api/v1/mode", query -> bus.request(Addresses.MODE_GET, new GetMode()));
    asking.post("/api/v1/mode", SetMode.class, order -> bus.request(Addresses.MODE_SET, order));
  }
}
