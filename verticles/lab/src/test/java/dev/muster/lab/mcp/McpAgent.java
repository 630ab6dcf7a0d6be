package dev.muster.lab.mcp;

import dev.muster.bus.Json;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.client.transport.StdioClientTransport;
import io.modelcontextprotocol.json.jackson3.JacksonMcpJsonMapper;
import io.modelcontextprotocol.json.schema.JsonSchemaValidator.ValidationResponse;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An agent as a process of its own: claims, reports and completes until it is ended. */
final class McpAgent {
  private static final JsonMapper JSON = Json.lenient();
  private static final int WAIT_SECONDS = 1;

  /** The SDK's client over HTTP loses an answer now and then: it has to ask again soon. */
  private static final Duration HTTP_ANSWER_MAX = Duration.ofSeconds(3);

  /** The bridge loses none. */
  private static final Duration STDIO_ANSWER_MAX = Duration.ofSeconds(40);

  private final String name;
  private final McpClientTransport transport;
  private final Duration answerMax;

  private McpAgent(String name, McpClientTransport transport, Duration answerMax) {
    this.name = name;
    this.transport = transport;
    this.answerMax = answerMax;
  }

  /** Arguments: name, {@code stdio} or {@code http}, the host's address, its token, launcher. */
  public static void main(String... arguments) {
    boolean stdio = arguments[1].equals("stdio");
    McpClientTransport transport =
        stdio ? stdio(arguments[2], arguments[3], arguments[4]) : http(arguments[2], arguments[3]);
    new McpAgent(arguments[0], transport, stdio ? STDIO_ANSWER_MAX : HTTP_ANSWER_MAX).work();
  }

  private static McpClientTransport stdio(String url, String token, String launcher) {
    var parameters =
        ServerParameters.builder(launcher)
            .args("mcp")
            .env(Map.of("MUSTER_URL", url, "MUSTER_TOKEN", token, "MUSTER_NO_AOT", "1"))
            .build();
    return new StdioClientTransport(parameters, new JacksonMcpJsonMapper(JSON));
  }

  private static McpClientTransport http(String url, String token) {
    return HttpClientStreamableHttpTransport.builder(url)
        .jsonMapper(new JacksonMcpJsonMapper(JSON))
        .addHttpRequestCustomizer((request, method, endpoint, body, context) ->
            request.setHeader("Authorization", "Bearer " + token))
        .build();
  }

  private void work() {
    McpSyncClient client =
        McpClient.sync(transport)
            .requestTimeout(answerMax)
            .initializationTimeout(STDIO_ANSWER_MAX)
            .jsonSchemaValidator((schema, content) -> ValidationResponse.asValid(null))
            .build();
    while (true) {
      JsonNode slot =
          call(
              client,
              "claim_task",
              Map.of("agent", name, "capabilities", List.of("mcp"), "wait_s", WAIT_SECONDS));
      if (slot.path("task_id").isString()) {
        complete(client, slot);
      }
    }
  }

  private void complete(McpSyncClient client, JsonNode slot) {
    Map<String, Object> held =
        Map.of(
            "task_id",
            slot.path("task_id").asString(),
            "slot",
            slot.path("slot").asInt(),
            "fence",
            slot.path("fence").asLong());
    JsonNode recorded = JSON.createObjectNode();
    while (!recorded.has("state") && !recorded.path("code").asString("").equals("STALE_FENCE")) {
      call(client, "report_progress", with(held, "percent", 50));
      recorded = call(client, "complete_task", with(held, "result", "succeeded"));
    }
    System.out.println(
        (recorded.has("state") ? "completed " : "lost ") + slot.path("task_id").asString());
  }

  private static Map<String, Object> with(Map<String, Object> map, String key, Object value) {
    Map<String, Object> more = new HashMap<>(map);
    more.put(key, value);
    return more;
  }

  /** What the tool answered; nothing when the connection was cut. */
  private static JsonNode call(McpSyncClient client, String tool, Map<String, Object> arguments) {
    try {
      CallToolResult result =
          client.callTool(CallToolRequest.builder(tool).arguments(arguments).build());
      return JSON.valueToTree(result.structuredContent());
    } catch (RuntimeException cut) {
      System.out.println("again " + tool + ": " + cut.getMessage());
      return JSON.createObjectNode();
    }
  }
}
