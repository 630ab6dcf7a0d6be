package dev.muster.host.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What clients are told of the tools: names, schemas and hints, as a validator reads them. */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ToolSchemaTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final SchemaRegistry SCHEMAS =
      SchemaRegistry.withDefaultDialect(Dialects.getDraft202012());

  private final Map<String, JsonNode> tools = new TreeMap<>();
  private McpDesk desk;

  @BeforeAll
  void list() {
    desk = new McpDesk(0, McpDesk.limits(10, 10), false);
    try (Wire wire = desk.wire()) {
      wire.begin();
      JsonNode listed = wire.ask("tools/list", "{}").path("result").path("tools");
      listed.forEach(tool -> tools.put(tool.path("name").asString(), tool));
    }
  }

  @AfterAll
  void stop() {
    desk.close();
  }

  @Test
  void every_tool_is_there() {
    assertEquals(
        List.of(
            "acquire_lease",
            "claim_task",
            "complete_task",
            "decide",
            "declare_files",
            "describe_fleet",
            "explain_decision",
            "release_lease",
            "report_decision",
            "report_progress",
            "submit_task",
            "who_holds"),
        List.copyOf(tools.keySet()));
  }

  @Test
  void every_schema_is_one_of_2020_12_and_takes_nothing_that_it_does_not_name() {
    Schema meta =
        SCHEMAS.getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));
    tools.forEach((name, tool) -> {
      JsonNode schema = tool.path("inputSchema");
      assertEquals(List.of(), meta.validate(schema), name);
      assertFalse(schema.path("additionalProperties").asBoolean(true), name);
      schema
          .path("properties")
          .forEach(
              property -> assertFalse(property.path("description").asString("").isEmpty(), name));
    });
  }

  @Test
  void every_tool_says_what_it_is_for_and_what_it_changes() {
    List<String> reads = List.of("describe_fleet", "explain_decision", "who_holds");
    tools.forEach((name, tool) -> {
      JsonNode hints = tool.path("annotations");
      assertEquals(reads.contains(name), hints.path("readOnlyHint").asBoolean(), name);
      assertTrue(hints.path("destructiveHint").isBoolean(), name);
      assertFalse(hints.path("openWorldHint").asBoolean(true), name);
      assertFalse(tool.path("title").asString("").isEmpty(), name);
      assertTrue(tool.path("description").asString("").length() > 50, name);
    });
    List<String> adding =
        tools.values().stream()
            .filter(tool -> !tool.path("annotations").path("idempotentHint").asBoolean())
            .map(tool -> tool.path("name").asString())
            .toList();
    assertEquals(List.of("claim_task", "decide", "submit_task"), adding);
  }

  @Test
  void a_validator_takes_what_the_tools_take_and_refuses_what_they_refuse() {
    String slot = "\"task_id\":\"task_x\",\"slot\":0,\"fence\":7";
    check("submit_task", "{\"text\":\"x\",\"parts\":2,\"files\":[\"a\"]}", true);
    check("decide", "{\"text\":\"x\",\"features\":{\"agent_count\":0.5},\"record\":true}", true);
    check("decide", "{\"text\":\"x\",\"features\":{\"agent_count\":1.5}}", false);
    check("decide", "{\"text\":\"x\",\"features\":{\"agents\":0.5}}", false);
    check("report_decision", "{\"decision_id\":\"decision_x\",\"success\":true}", true);
    check("report_decision", "{\"decision_id\":\"decision_x\"}", false);
    check("submit_task", "{}", false);
    check("submit_task", "{\"text\":\"x\",\"agents\":9}", false);
    check("submit_task", "{\"text\":\"x\",\"value\":0}", false);
    check("claim_task", "{\"agent\":\"a\",\"wait_s\":20}", true);
    check("claim_task", "{\"agent\":\"a\",\"wait_s\":21}", false);
    check("report_progress", "{" + slot + ",\"percent\":101}", false);
    check("complete_task", "{" + slot + ",\"result\":\"succeeded\"}", true);
    check("complete_task", "{" + slot + ",\"result\":\"expired\"}", false);
    check(
        "declare_files",
        "{\"cwd\":\"/\",\"files\":[{\"path\":\"a\",\"lines\":[{\"from\":1,\"to\":2}]}]}",
        true);
    check("declare_files", "{\"cwd\":\"/\",\"files\":[{\"lines\":[]}]}", false);
    check("who_holds", "{}", true);
    check("describe_fleet", "{\"all\":true}", false);
  }

  private void check(String tool, String arguments, boolean right) {
    Schema schema = SCHEMAS.getSchema(Objects.requireNonNull(tools.get(tool)).path("inputSchema"));
    List<?> wrong = schema.validate(JSON.readTree(arguments));
    assertEquals(right, wrong.isEmpty(), tool + " " + arguments + " " + wrong);
  }
}
