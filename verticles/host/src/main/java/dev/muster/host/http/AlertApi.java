package dev.muster.host.http;

import dev.muster.bus.Bus;
import dev.muster.contract.Addresses;
import dev.muster.contract.EndSilence;
import dev.muster.contract.ListAlertHistory;
import dev.muster.contract.ListAlerts;
import dev.muster.contract.ListSnapshots;
import dev.muster.contract.Silence;
import dev.muster.contract.SilenceAlerts;
import dev.muster.contract.SilenceAnswer;
import dev.muster.contract.SilenceId;
import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/** Alerts, silences and snapshots over HTTP. */
record AlertApi(Bus bus) {
  private static final int HISTORY_DEFAULT = 100;
  private static final int MINUTES_DEFAULT = 30;

  void routes(Asking asking) {
    asking.get("/api/v1/alerts", q -> bus.request(Addresses.ALERT_LIST, new ListAlerts()));
    asking.get(
        "/api/v1/alerts/history",
        q -> {
          int limit = number("limit", q.get("limit"), HISTORY_DEFAULT);
          return bus.request(Addresses.ALERT_HISTORY, new ListAlertHistory(q.get("name"), limit));
        });
    asking.post(
        "/api/v1/alerts/silences",
        SilenceAlerts.class,
        order -> bus.request(Addresses.ALERT_SILENCE, order).map(SilenceAnswer::silence));
    asking.deleteAbout("/api/v1/alerts/silences/:id", id -> unsilence(id));
    asking.get(
        "/api/v1/snapshots",
        q -> {
          int minutes = number("minutes", q.get("minutes"), MINUTES_DEFAULT);
          return bus.request(Addresses.SNAPSHOT_LIST, new ListSnapshots(q.get("name"), minutes));
        });
  }

  private Future<Silence> unsilence(String id) {
    return bus.request(Addresses.ALERT_UNSILENCE, new EndSilence(new SilenceId(id)))
        .map(SilenceAnswer::silence);
  }

  private static int number(String name, @Nullable String value, int otherwise) {
    try {
      return value == null ? otherwise : Integer.parseInt(value);
    } catch (NumberFormatException wrong) {
      throw new IllegalArgumentException(name + " must be a whole number, was " + value, wrong);
    }
  }
}
