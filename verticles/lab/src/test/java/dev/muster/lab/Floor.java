package dev.muster.lab;

import java.util.List;

/** Packages, and the floors that they may look at. */
record Floor(String name, String packages, List<String> below) {
  private static final String[] HOST_SEES =
      "contract plugin bus store model prediction learning coordination monitoring host.cli host.agent host.http host.mcp host.plugin host.model host.webhook"
          .split(" ", -1);

  static final List<Floor> ALL =
      List.of(
          new Floor("contract.."),
          new Floor("bus..", "contract"),
          new Floor("store..", "contract"),
          new Floor("model..", "contract"),
          new Floor("prediction..", "contract", "bus", "model"),
          new Floor("learning..", "contract", "bus", "store", "model"),
          new Floor("monitoring..", "contract", "bus", "store", "model"),
          new Floor("plugin.."),
          new Floor("bundled..", "plugin"),
          new Floor("coordination..", "contract", "plugin", "bus", "store"),
          new Floor("host.cli..", "contract", "bus"),
          new Floor("host.model..", "contract", "bus", "host.cli"),
          new Floor("host.risk..", "model", "learning", "host.cli"),
          new Floor("host.process.."),
          new Floor("host.agent..", "contract", "bus", "host.cli", "host.process"),
          new Floor(
              "host.plugin..", "contract", "plugin", "bus", "store", "host.cli", "host.process"),
          new Floor("host.http..", "contract", "bus", "store"),
          new Floor("host.webhook..", "contract", "bus"),
          new Floor("host.mcp..", "contract", "bus", "host.cli", "host.http"),
          new Floor("host", HOST_SEES),
          new Floor("lab..", "contract", "bus", "model", "prediction", "learning", "host.cli"));

  private Floor(String packages, String... below) {
    this(packages.replace("..", ""), packages, List.of(below));
  }
}
