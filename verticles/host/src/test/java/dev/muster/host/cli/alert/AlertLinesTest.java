package dev.muster.host.cli.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.muster.bus.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

final class AlertLinesTest {
  private static final String HOT =
      """
      {"name":"Hot","severity":"critical","expr":"heat > 5","state":"firing",
       "since":"2026-03-02T09:25:00Z","value":6.12345,"note":null,"inhibited_by":null,
       "silenced_by":null,"summary":"heat is 6.12","description":"Open the door."}\
      """;

  private static final String GONE =
      """
      {"name":"Cold","severity":"warning","expr":"cold > 5","state":"pending",
       "since":"2026-03-02T09:20:00Z","value":null,"note":"unknown: no sensor",
       "inhibited_by":"Hot","silenced_by":null,"summary":"","description":""}\
      """;

  @Test
  void what_fires_is_explained_below_the_table_and_what_is_unknown_says_so() {
    assertEquals(
        List.of(
            "judged at 2026-03-02T09:30:00Z",
            "ALERT  SEVERITY  STATE    SINCE              VALUE    NOTE",
            "Hot    critical  firing   2026-03-02 09:25Z  6.12",
            "Cold   warning   pending  2026-03-02 09:20Z  unknown  inhibited by Hot",
            "Mild   warning   pending  2026-03-02 09:20Z  unknown  no sensor",
            "",
            "Hot (heat > 5): heat is 6.12.",
            "  Open the door."),
        list(
            "{\"at\":\"2026-03-02T09:30:00Z\",\"alerts\":["
                + HOT
                + ","
                + GONE
                + ","
                + GONE.replace("Cold", "Mild").replace("\"Hot\"", "null")
                + "]}"));
  }

  @Test
  void before_the_first_judgement_and_without_rules_it_says_so() {
    assertEquals(List.of("the rules were not judged yet"), list("{\"at\":null,\"alerts\":[]}"));
    assertEquals(
        List.of("judged at 2026-03-02T09:30:00Z", "none"),
        list("{\"at\":\"2026-03-02T09:30:00Z\",\"alerts\":[]}"));
  }

  @Test
  void a_silence_says_what_it_hushes_until_when_who_ordered_it_and_why() {
    String silence =
        """
        {"id":"silence_1","matchers":[{"name":"a","value":"b","is_regex":true,"is_equal":false}],
         "starts_at":"S","ends_at":"E","created_by":"ana","comment":"over lunch"}\
        """;
    assertEquals(
        "silence_1: a!~\"b\" from S to E, by ana: over lunch",
        AlertLines.silence(Json.lenient().readTree(silence)));
  }

  private static List<String> list(String answer) {
    return AlertLines.list(Json.lenient().readTree(answer), 100);
  }
}
