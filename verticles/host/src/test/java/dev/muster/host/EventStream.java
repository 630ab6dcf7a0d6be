package dev.muster.host;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A reader of server-sent events, as a browser is one. */
final class EventStream implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();
  private static final long PATIENCE_S = 30;

  /** One event, or a comment, which has no name. */
  record Frame(long id, String name, String text) {
    JsonNode data() {
      return JSON.readTree(text);
    }
  }

  private final HttpResponse<InputStream> response;
  private final BlockingQueue<Frame> frames = new LinkedBlockingQueue<>();

  private EventStream(HttpResponse<InputStream> response) {
    this.response = response;
    Thread.ofVirtual().start(this::read);
  }

  static EventStream open(TestHost host, String lastEventId) {
    return new EventStream(host.events(lastEventId));
  }

  HttpResponse<InputStream> response() {
    return response;
  }

  /** The next event; comments are passed over. */
  Frame next() throws InterruptedException {
    Frame frame = any();
    while (frame.name().isEmpty()) {
      frame = any();
    }
    return frame;
  }

  /** The next event or comment. */
  Frame any() throws InterruptedException {
    Frame frame = frames.poll(PATIENCE_S, TimeUnit.SECONDS);
    if (frame == null) {
      throw new IllegalStateException("no event within " + PATIENCE_S + " s");
    }
    return frame;
  }

  /** All events up to the one with this number. */
  List<Frame> upTo(long id) throws InterruptedException {
    var found = new ArrayList<Frame>();
    do {
      found.add(next());
    } while (found.getLast().id() < id);
    return found;
  }

  private void read() {
    try (var lines =
        new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
      long id = -1;
      String name = "";
      String line;
      while ((line = lines.readLine()) != null) {
        if (line.startsWith(":")) {
          frames.add(new Frame(-1, "", line));
        } else if (line.startsWith("id: ")) {
          id = Long.parseLong(line.substring(4));
        } else if (line.startsWith("event: ")) {
          name = line.substring(7);
        } else if (line.startsWith("data: ")) {
          frames.add(new Frame(id, name, line.substring(6)));
        }
      }
    } catch (IOException ended) {
      // The host or the test closed the stream; whoever waits for a frame says so.
    }
  }

  @Override
  public void close() throws IOException {
    response.body().close();
  }
}
