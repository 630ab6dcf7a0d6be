package dev.muster.host.http;

import dev.muster.bus.Bus;
import dev.muster.contract.Addresses;
import dev.muster.contract.AgentChanged;
import dev.muster.contract.AlertChanged;
import dev.muster.contract.AttemptChanged;
import dev.muster.contract.DecisionMade;
import dev.muster.contract.DeclarationChanged;
import dev.muster.contract.DescribeFleet;
import dev.muster.contract.EditUnleased;
import dev.muster.contract.Event;
import dev.muster.contract.FailureCode;
import dev.muster.contract.LeaseChanged;
import dev.muster.contract.LeaseDenied;
import dev.muster.contract.Message;
import dev.muster.contract.ModeChanged;
import dev.muster.contract.ModelChanged;
import dev.muster.contract.NoticeChanged;
import dev.muster.contract.PluginChanged;
import dev.muster.contract.PluginEmitted;
import dev.muster.contract.Refused;
import dev.muster.contract.TaskChanged;
import dev.muster.contract.Topic;
import dev.muster.store.Store;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * Server-sent events. Each client gets a picture and then every event after it, read from the store
 * in commit order; what the bus says is only a hint to read. A client whose queue is full is left
 * alone until it has drained; one that takes nothing for a while is dropped, and comes back with
 * its last id. Confined to one event loop.
 */
final class EventFeed {
  private static final Logger LOG = LoggerFactory.getLogger(EventFeed.class);
  private static final int BATCH = 100;

  /** A reader this far behind gets a new picture instead of the events. */
  private static final long BEHIND_MAX = 5_000;

  private static final long GATHER_MS = 20;
  private static final long COMMENT_MS = 10_000;
  private static final long LOOK_AGAIN_MS = 2_000;

  /** A full queue that stays full for so many looks, 6 to 8 s, is nobody's who reads. */
  private static final int FULL_LOOKS_MAX = 4;

  /** All that tell of commits. */
  static final List<Topic<? extends Event>> TOPICS =
      List.of(
          Addresses.ATTEMPT_EVENTS,
          Addresses.TASK_EVENTS,
          Addresses.AGENT_EVENTS,
          Addresses.DECISION_EVENTS,
          Addresses.LEASE_EVENTS,
          Addresses.DENIAL_EVENTS,
          Addresses.UNLEASED_EVENTS,
          Addresses.DECLARATION_EVENTS,
          Addresses.NOTICE_EVENTS,
          Addresses.PLUGIN_EVENTS,
          Addresses.MODEL_EVENTS,
          Addresses.MODE_EVENTS,
          Addresses.ALERT_EVENTS,
          Addresses.EMITTED_EVENTS);

  private static final class Client {
    private final HttpServerResponse response;
    private long seen;
    private boolean reading;
    private boolean full;
    private int fullLooks;

    Client(HttpServerResponse response) {
      this.response = response;
    }
  }

  private final Vertx vertx;
  private final Context context;
  private final Bus bus;
  private final Store store;
  private final JsonMapper json;
  private final HttpOptions options;
  private final List<Client> clients = new ArrayList<>();
  private boolean hinted;

  EventFeed(Vertx vertx, Context context, Bus bus, Store store, JsonMapper json, HttpOptions o) {
    this.vertx = vertx;
    this.context = context;
    this.bus = bus;
    this.store = store;
    this.json = json;
    this.options = o;
    vertx.setPeriodic(COMMENT_MS, timer -> List.copyOf(clients).forEach(this::comment));
    vertx.setPeriodic(LOOK_AGAIN_MS, timer -> List.copyOf(clients).forEach(this::lookAgain));
  }

  /** Hears of every commit from now on. */
  Future<Void> follow() {
    return Future.all(TOPICS.stream().map(topic -> bus.subscribe(topic, this::hint)).toList())
        .mapEmpty();
  }

  /** Something was committed. */
  private void hint(Event event) {
    if (!hinted && !clients.isEmpty()) {
      hinted = true;
      vertx.setTimer(
          GATHER_MS,
          timer -> {
            hinted = false;
            List.copyOf(clients).forEach(this::read);
          });
    }
  }

  /** Answers a request for the stream. */
  Future<Void> open(RoutingContext request) {
    if (clients.size() >= options.eventClientsMax()) {
      throw new Refused(
          FailureCode.OVERLOADED, clients.size() + " pages are open (http.event_clients_max)");
    }
    long last = lastSeen(request);
    return Future.fromCompletionStage(
            store.read(tx -> new long[] {tx.events().first(), tx.events().newest()}), context)
        .compose(kept ->
            last >= kept[0] && last <= kept[1] && kept[1] - last <= BEHIND_MAX
                ? Future.succeededFuture(begin(request, last))
                : picture(request))
        .map(client -> {
          read(client);
          return null;
        });
  }

  private Future<Client> picture(RoutingContext request) {
    return bus.request(Addresses.FLEET_DESCRIBE, new DescribeFleet())
        .map(picture -> {
          Client client = begin(request, picture.seq());
          send(client, frame(picture.seq(), "picture", picture));
          return client;
        });
  }

  private Client begin(RoutingContext request, long seen) {
    HttpServerResponse response = request.response();
    response.setChunked(true).putHeader("Content-Type", "text/event-stream; charset=utf-8");
    response.putHeader("Cache-Control", "no-store");
    response.setWriteQueueMaxSize(options.eventQueueBytesMax());
    var client = new Client(response);
    client.seen = seen;
    if (!response.closed()) {
      clients.add(client);
      response.closeHandler(closed -> clients.remove(client));
      response.exceptionHandler(failed -> clients.remove(client));
    }
    send(client, "retry: 1000\n\n");
    return client;
  }

  private void comment(Client client) {
    if (!client.full) {
      send(client, ":\n\n");
    }
  }

  private void lookAgain(Client client) {
    if (client.full && ++client.fullLooks >= FULL_LOOKS_MAX) {
      clients.remove(client);
      LOG.info("a page that did not read was dropped at event {}", client.seen);
      client.response.reset();
      return;
    }
    read(client);
  }

  private void read(Client client) {
    if (client.reading || client.full || client.response.closed()) {
      return;
    }
    client.reading = true;
    Future.fromCompletionStage(store.read(tx -> tx.events().after(client.seen, BATCH)), context)
        .onSuccess(events -> deliver(client, events))
        .onFailure(failure -> {
          client.reading = false;
          LOG.warn("events could not be read; the feed looks again", failure);
        });
  }

  private void deliver(Client client, List<Event> events) {
    client.reading = false;
    var frames = new StringBuilder();
    int delivered = 0;
    while (delivered < events.size() && frames.length() < options.eventQueueBytesMax()) {
      Event event = events.get(delivered++);
      client.seen = event.seq();
      frames.append(frame(event.seq(), name(event), event));
    }
    if (!frames.isEmpty()) {
      send(client, frames.toString());
    }
    if (delivered < events.size() || events.size() == BATCH) {
      read(client);
    }
  }

  private void send(Client client, String text) {
    client.response.write(text).onFailure(gone -> clients.remove(client));
    if (client.response.writeQueueFull() && !client.full) {
      client.full = true;
      client.response.drainHandler(drained -> {
        client.full = false;
        client.fullLooks = 0;
        read(client);
      });
    }
  }

  private String frame(long seq, String name, Message message) {
    String data = json.writerFor(Message.class).writeValueAsString(message);
    return "id: " + seq + "\nevent: " + name + "\ndata: " + data + "\n\n";
  }

  private static String name(Event event) {
    return switch (event) {
      case TaskChanged changed -> "task";
      case AttemptChanged changed -> "attempt";
      case AgentChanged changed -> "agent";
      case DecisionMade made -> "decision";
      case LeaseChanged changed -> "lease";
      case LeaseDenied denied -> "denial";
      case EditUnleased edited -> "unleased";
      case DeclarationChanged changed -> "declaration";
      case NoticeChanged changed -> "notice";
      case ModelChanged changed -> "model";
      case ModeChanged changed -> "mode";
      case AlertChanged changed -> "alert";
      case PluginChanged changed -> "plugin";
      case PluginEmitted emitted -> "emitted";
    };
  }

  private static long lastSeen(RoutingContext request) {
    String header = request.request().getHeader("Last-Event-ID");
    try {
      return header == null ? -1 : Long.parseLong(header);
    } catch (NumberFormatException other) {
      return -1;
    }
  }
}
