package dev.muster.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class IdTest {
  private static final Instant NOW = Instant.ofEpochMilli(0x0197_A1B2_C3D4L);

  @Test
  void the_time_the_version_and_the_variant_stand_where_rfc_9562_puts_them() {
    assertEquals("task_0197a1b2-c3d4-7000-8000-000000000000", TaskId.next(NOW, () -> 0).toString());
    assertEquals("agent_0197a1b2-c3d4-7fff-bfff-ffffffffffff", AgentId.next(NOW, () -> -1).value());
  }

  @Test
  void every_kind_of_id_is_a_uuid_of_version_7_behind_its_word() {
    var random = new Random(7);
    Map<String, Id> ids =
        Map.of(
            "task_", TaskId.next(NOW, random),
            "attempt_", AttemptId.next(NOW, random),
            "decision_", DecisionId.next(NOW, random),
            "agent_", AgentId.next(NOW, random));
    ids.forEach((word, id) -> {
      assertTrue(id.value().startsWith(word), id.value());
      UUID uuid = UUID.fromString(id.value().substring(word.length()));
      assertEquals(7, uuid.version());
      assertEquals(2, uuid.variant());
    });
  }

  @Test
  void ids_of_later_milliseconds_sort_after_earlier_ones() {
    var random = new Random(11);
    var ids = new ArrayList<String>();
    for (int milli = 0; milli < 1000; milli++) {
      ids.add(TaskId.next(NOW.plusMillis(milli), random).value());
    }
    assertEquals(ids.stream().sorted().toList(), ids);
  }

  @Test
  void ids_of_one_millisecond_differ() {
    var random = new Random(13);
    var ids = new ArrayList<TaskId>();
    for (int i = 0; i < 1000; i++) {
      ids.add(TaskId.next(NOW, random));
    }
    assertEquals(1000, ids.stream().distinct().count());
  }

  @Test
  void what_is_no_id_is_refused_with_what_was_found() {
    String uuid = "0197a1b2-c3d4-7000-8000-000000000000";
    for (String wrong :
        List.of(
            "",
            uuid,
            "task_",
            "agent_" + uuid,
            "task_" + uuid + "0",
            "task_" + uuid.substring(1),
            "task_" + uuid.replace('-', '0'),
            "task_" + uuid.replace('a', 'g'),
            "task_" + uuid.replace('1', '\uFF11'))) {
      var refused = assertThrows(IllegalArgumentException.class, () -> new TaskId(wrong), wrong);
      assertEquals("id must be task_ and a UUID, was " + wrong, refused.getMessage());
    }
    assertTrue(new TaskId("task_" + uuid).value().endsWith(uuid));
  }
}
