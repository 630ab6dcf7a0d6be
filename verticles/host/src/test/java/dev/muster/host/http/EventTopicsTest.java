package dev.muster.host.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.muster.contract.Addresses;
import dev.muster.contract.Topic;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class EventTopicsTest {
  @Test
  void the_feed_hears_of_every_topic_of_events() throws IllegalAccessException {
    Set<Object> topics = new HashSet<>();
    for (var field : Addresses.class.getFields()) {
      if (field.getType().equals(Topic.class)) {
        topics.add(field.get(null));
      }
    }
    assertEquals(topics, Set.copyOf(EventFeed.TOPICS));
  }
}
