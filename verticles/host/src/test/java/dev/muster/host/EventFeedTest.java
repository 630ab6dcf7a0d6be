package dev.muster.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.bus.Json;
import dev.muster.contract.Agent;
import dev.muster.contract.AgentChanged;
import dev.muster.contract.AgentId;
import dev.muster.contract.AgentState;
import dev.muster.host.EventStream.Frame;
import dev.muster.store.Store;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a page that listens gets to hear. */
@Timeout(60)
final class EventFeedTest {
  private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");
  private static final AgentId AGENT = new AgentId("agent_0190a5b0-1c3e-7000-8000-000000000001");
  private static final Path WEBROOT = TestHost.checkout().resolve("webroot");

  /** A store with a history of {@code count} events of about a kilobyte. */
  private static void history(Path data, int count) {
    var config = ConfigLoader.defaults(Config.class);
    String name = "a".repeat(800);
    try (Store store = Store.open(config.store().options(data), Json.lenient())) {
      store
          .write(tx -> {
            for (int i = 0; i < count; i++) {
              tx.events().append(seq -> new AgentChanged(seq, AT, "returned", agent(name)));
            }
            return count;
          })
          .toCompletableFuture()
          .join();
    }
  }

  private static Agent agent(String name) {
    return new Agent(
        AGENT,
        name,
        "exec",
        List.of(),
        List.of(),
        AgentState.FREE,
        AT,
        AT,
        null,
        null,
        0,
        0,
        false);
  }

  @Test
  void a_picture_comes_first_and_then_every_event_once_and_in_order(@TempDir Path data)
      throws Exception {
    try (TestHost host = TestHost.start(data);
        EventStream stream = EventStream.open(host, "")) {
      assertEquals(200, stream.response().statusCode());
      assertEquals(
          "text/event-stream; charset=utf-8",
          stream.response().headers().firstValue("Content-Type").orElse(""));
      Frame picture = stream.next();
      assertEquals("picture", picture.name());
      assertEquals(picture.id(), picture.data().path("seq").asLong());

      Set<String> acknowledged = ConcurrentHashMap.newKeySet();
      IntStream.range(0, 20)
          .forEach(round -> {
            var all = IntStream.range(0, 25).mapToObj(i -> submitted(host, acknowledged)).toList();
            CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).join();
          });
      assertEquals(500, acknowledged.size());
      long newest = host.seq();
      List<Frame> frames = stream.upTo(newest);

      assertEquals(
          LongStream.rangeClosed(picture.id() + 1, newest).boxed().toList(),
          frames.stream().map(Frame::id).toList());
      assertEquals(
          acknowledged,
          frames.stream()
              .filter(frame -> frame.data().path("cause").asString().equals("submitted"))
              .map(frame -> frame.data().path("task").path("id").asString())
              .collect(Collectors.toSet()));
      for (Frame frame : frames) {
        assertEquals(frame.id(), frame.data().path("seq").asLong());
      }
      continues_behind_the_last_seen(host, frames);
    }
  }

  private static void continues_behind_the_last_seen(TestHost host, List<Frame> frames)
      throws Exception {
    int seen = frames.size() / 2;
    Frame last = frames.get(seen);
    try (EventStream stream = EventStream.open(host, String.valueOf(last.id()))) {
      assertEquals(frames.subList(seen + 1, frames.size()), stream.upTo(frames.getLast().id()));
    }
  }

  private static CompletableFuture<Void> submitted(TestHost host, Set<String> acknowledged) {
    String body = "{\"text\":\"x\",\"capabilities\":[\"nobody has this\"]}";
    return host.posted("/api/v1/tasks", body)
        .thenAccept(answer -> acknowledged.add(answer.json().path("id").asString()));
  }

  @Test
  void who_is_far_behind_gets_a_picture_and_who_is_not_gets_every_event(@TempDir Path data)
      throws Exception {
    history(data, 5_200);
    String yaml = "http:\n  event_queue_bytes_max: 16384\n";
    try (TestHost host = TestHost.start(data, yaml, WEBROOT)) {
      try (EventStream far = EventStream.open(host, "100")) {
        assertEquals("picture", far.next().name());
      }
      for (String place : List.of("0", "5300", "-7", "99999999999999999999", "x")) {
        try (EventStream nowhere = EventStream.open(host, place)) {
          assertEquals("picture", nowhere.next().name(), place);
        }
      }
      try (EventStream near = EventStream.open(host, "300")) {
        List<Long> ids = near.upTo(5_200).stream().map(Frame::id).toList();
        assertEquals(LongStream.rangeClosed(301, 5_200).boxed().toList(), ids);
      }
    }
  }

  @Test
  void who_does_not_read_is_dropped_and_makes_room_for_another(@TempDir Path data)
      throws Exception {
    history(data, 5_000);
    String yaml = "http:\n  event_clients_max: 1\n  event_queue_bytes_max: 16384\n";
    try (TestHost host = TestHost.start(data, yaml, WEBROOT);
        Socket deaf = deaf(host)) {
      assertTrue(deaf.isConnected());
      long opened = System.nanoTime();
      awaitFull(host);
      assertEquals(429, host.events("").statusCode());
      openWhenThereIsRoom(host).close();
      long seconds = (System.nanoTime() - opened) / 1_000_000_000;
      assertTrue(seconds < 12, seconds + " s");
    }
  }

  private static void awaitFull(TestHost host) throws IOException {
    int status;
    do {
      var response = host.events("");
      status = response.statusCode();
      response.body().close();
    } while (status == 200);
  }

  private static Socket deaf(TestHost host) throws IOException {
    var socket = new Socket();
    socket.setReceiveBufferSize(4096);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), host.port()));
    String request =
        "GET /api/v1/events HTTP/1.1\r\nHost: 127.0.0.1\r\nLast-Event-ID: 1\r\n"
            + "Authorization: Bearer "
            + host.token()
            + "\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  @Test
  void who_went_away_makes_room_at_once(@TempDir Path data) throws Exception {
    String yaml = "http:\n  event_clients_max: 1\n";
    try (TestHost host = TestHost.start(data, yaml, WEBROOT)) {
      long began = System.nanoTime();
      for (int visit = 0; visit < 20; visit++) {
        try (EventStream stream = openWhenThereIsRoom(host)) {
          assertEquals("picture", stream.next().name());
        }
      }
      assertTrue(System.nanoTime() - began < 5_000_000_000L);
    }
  }

  private static EventStream openWhenThereIsRoom(TestHost host) throws IOException {
    EventStream stream = EventStream.open(host, "");
    while (stream.response().statusCode() == 429) {
      stream.close();
      stream = EventStream.open(host, "");
    }
    return stream;
  }

  @Test
  void who_went_away_is_no_open_request_any_more(@TempDir Path data) throws Exception {
    String yaml = "http:\n  requests_max: 10\n";
    try (TestHost host = TestHost.start(data, yaml, WEBROOT)) {
      for (int visit = 0; visit < 30; visit++) {
        try (EventStream stream = openWhenThereIsRoom(host)) {
          assertEquals("picture", stream.next().name());
        }
      }
      int status;
      do {
        status = host.get("/livez").status();
      } while (status == 429);
      assertEquals(200, status);
    }
  }

  @Test
  void a_quiet_stream_says_every_ten_seconds_that_it_lives(@TempDir Path data) throws Exception {
    try (TestHost host = TestHost.start(data);
        EventStream stream = EventStream.open(host, "")) {
      assertEquals("picture", stream.any().name());
      Frame comment = stream.any();
      assertEquals("", comment.name());
      assertEquals(":", comment.text());
    }
  }
}
