package dev.muster.host.mcp.stdio;

import dev.muster.host.cli.JsonText;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/** What the host says by itself, passed on for as long as the bridge lasts. */
final class Listening implements Runnable {
  private static final long PAUSE_MS = 1_000;

  private final Bridge bridge;
  private @Nullable String lastEventId;

  Listening(Bridge bridge) {
    this.bridge = bridge;
  }

  @Override
  public void run() {
    do {
      Link.Session session = bridge.conversation().session();
      if (session != null) {
        listen(session);
      }
    } while (bridge.pause(PAUSE_MS));
  }

  private void listen(Link.Session session) {
    try {
      HttpResponse<InputStream> response = bridge.link().events(session, lastEventId);
      if (response.statusCode() != 200) {
        response.body().close();
        lastEventId = null;
        if (response.statusCode() == 404) {
          bridge.conversation().renew(session);
        }
        return;
      }
      try (var events = new EventReader(response.body())) {
        for (var event = events.next(); event != null; event = events.next()) {
          lastEventId = event.id();
          if (!event.data().isEmpty()) {
            bridge.out().write(JsonText.read(event.data()));
          }
        }
      }
    } catch (IOException cut) {
      // The next round takes the stream up again.
    }
  }
}
