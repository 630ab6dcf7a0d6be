package dev.muster.host.mcp.stdio;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.muster.host.mcp.stdio.EventReader.Event;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How an event stream is cut into events. */
final class EventReaderTest {
  private static List<Event> read(String text) throws IOException {
    var in = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    var events = new ArrayList<Event>();
    try (var reader = new EventReader(in)) {
      for (Event event = reader.next(); event != null; event = reader.next()) {
        events.add(event);
      }
    }
    return events;
  }

  @Test
  void the_first_event_may_have_an_id_and_no_data() throws IOException {
    assertEquals(
        List.of(new Event("1-0", ""), new Event("1-1", "{}")),
        read("retry: 500\nid: 1-0\ndata: \n\n:\n\nid: 1-1\nevent: message\ndata: {}\n\n"));
  }

  @Test
  void lines_of_data_are_joined_and_the_id_is_kept() throws IOException {
    assertEquals(
        List.of(new Event("7", "a\nb"), new Event("7", "c")),
        read("id:7\ndata:a\ndata: b\n\ndata: c\n\n"));
  }

  @Test
  void an_event_that_was_cut_is_none() throws IOException {
    assertEquals(List.of(), read(": hello\n\nid: 1\ndata: {\"a\":"));
  }
}
