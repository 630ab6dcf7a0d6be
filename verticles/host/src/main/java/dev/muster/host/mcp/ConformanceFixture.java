package dev.muster.host.mcp;

import io.modelcontextprotocol.server.McpAsyncServerExchange;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.AudioContent;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.Content;
import io.modelcontextprotocol.spec.McpSchema.CreateMessageRequest;
import io.modelcontextprotocol.spec.McpSchema.ElicitFormRequest;
import io.modelcontextprotocol.spec.McpSchema.EmbeddedResource;
import io.modelcontextprotocol.spec.McpSchema.ImageContent;
import io.modelcontextprotocol.spec.McpSchema.LoggingLevel;
import io.modelcontextprotocol.spec.McpSchema.LoggingMessageNotification;
import io.modelcontextprotocol.spec.McpSchema.ProgressNotification;
import io.modelcontextprotocol.spec.McpSchema.Role;
import io.modelcontextprotocol.spec.McpSchema.SamplingMessage;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.modelcontextprotocol.spec.McpSchema.TextResourceContents;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What the public conformance suite calls by name: tools without any use, on the same transport as
 * ours. Names and texts are those of the suite's SERVER_REQUIREMENTS.md.
 */
final class ConformanceFixture {
  /** A red dot: a PNG of one pixel. */
  static final String PNG =
      "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==";

  /** Silence: a WAV of no samples. */
  private static final String WAV = "UklGRiQAAABXQVZFZm10IBAAAAABAAEARKwAAIhYAQACABAAZGF0YQAAAAA=";

  private static final Duration STEP = Duration.ofMillis(50);

  private interface Work
      extends BiFunction<McpAsyncServerExchange, CallToolRequest, Mono<CallToolResult>> {}

  void addTo(McpServer.AsyncSpecification<?> server) {
    server.serverInfo("muster-conformance-fixture", "0.1.0");
    server.capabilities(
        McpSchema.ServerCapabilities.builder()
            .tools(true)
            .resources(true, true)
            .prompts(true)
            .logging()
            .completions()
            .build());
    contents(server);
    tool(server, "test_tool_with_logging", ConformanceFixture::log);
    tool(server, "test_tool_with_progress", ConformanceFixture::progress);
    tool(
        server,
        "test_error_handling",
        (exchange, request) ->
            Mono.just(
                CallToolResult.builder(
                        List.of(text("This tool intentionally returns an error for testing")))
                    .isError(true)
                    .build()));
    tool(server, "test_sampling", Map.of("prompt", Map.of("type", "string")), this::sample);
    tool(server, "test_elicitation", Map.of("message", Map.of("type", "string")), this::elicit);
    tool(server, "test_reconnection", ConformanceFixture::reconnect);
    elicitations(server);
    schema(server);
    new ConformancePages().addTo(server);
  }

  private static void contents(McpServer.AsyncSpecification<?> server) {
    Content image = ImageContent.builder(PNG, "image/png").build();
    tool(server, "test_simple_text", says(text("This is a simple text response for testing.")));
    tool(server, "test_image_content", says(image));
    tool(server, "test_audio_content", says(AudioContent.builder(WAV, "audio/wav").build()));
    tool(
        server,
        "test_embedded_resource",
        says(
            resource(
                "test://embedded-resource",
                "text/plain",
                "This is an embedded resource content.")));
    tool(
        server,
        "test_multiple_content_types",
        says(
            text("Multiple content types test:"),
            image,
            resource(
                "test://mixed-content-resource",
                "application/json",
                "{\"test\":\"data\",\"value\":123}")));
  }

  private static Mono<CallToolResult> log(McpAsyncServerExchange to, CallToolRequest request) {
    return Flux.just("Tool execution started", "Tool processing data", "Tool execution completed")
        .concatMap(line ->
            to.loggingNotification(
                    LoggingMessageNotification.builder(LoggingLevel.INFO, line).build())
                .then(Mono.delay(STEP)))
        .then(Mono.just(result(text("Three lines were logged."))));
  }

  private static Mono<CallToolResult> progress(McpAsyncServerExchange to, CallToolRequest request) {
    Object token = request.progressToken() == null ? "" : request.progressToken();
    return Flux.just(0, 50, 100)
        .concatMap(percent ->
            to.progressNotification(
                    ProgressNotification.builder(token, percent).total(100.0).build())
                .then(Mono.delay(STEP)))
        .then(Mono.just(result(text("Three steps were reported."))));
  }

  private Mono<CallToolResult> sample(McpAsyncServerExchange to, CallToolRequest request) {
    String prompt = Objects.toString(request.arguments().get("prompt"));
    var message = SamplingMessage.builder(Role.USER, text(prompt)).build();
    return to.createMessage(CreateMessageRequest.builder(List.of(message), 100).build())
        .map(answer -> result(text("LLM response: " + answer.content())));
  }

  private Mono<CallToolResult> elicit(McpAsyncServerExchange to, CallToolRequest request) {
    Map<String, Object> response = Map.of("type", "string", "description", "User's response");
    return ask(
        to,
        Objects.toString(request.arguments().get("message")),
        Map.of("response", response),
        List.of("response"));
  }

  /** Ends the connection in the middle of the call; the client comes back for the answer. */
  private static Mono<CallToolResult> reconnect(
      McpAsyncServerExchange to, CallToolRequest request) {
    return Mono.delay(STEP)
        .doOnNext(waited -> {
          if (to.transportContext().get(Caller.OUTLET) instanceof Outlet outlet) {
            outlet.hangUp();
          }
        })
        .then(Mono.delay(STEP))
        .thenReturn(result(text("The connection was closed and taken up again.")));
  }

  private static void elicitations(McpServer.AsyncSpecification<?> server) {
    tool(
        server,
        "test_elicitation_sep1034_defaults",
        (to, request) -> ask(to, "Defaults", ConformanceForms.defaults(), List.of()));
    tool(
        server,
        "test_elicitation_sep1330_enums",
        (to, request) -> ask(to, "Enums", ConformanceForms.enums(), List.of()));
  }

  private static void schema(McpServer.AsyncSpecification<?> server) {
    Map<String, Object> street = Map.of("type", "string");
    Map<String, Object> address =
        Map.of("type", "object", "properties", Map.of("street", street, "city", street));
    Map<String, Object> schema =
        Map.of(
            "$schema",
            McpSchema.JSON_SCHEMA_DIALECT_2020_12,
            "type",
            "object",
            "$defs",
            Map.of("address", address),
            "properties",
            Map.of("name", street, "address", Map.of("$ref", "#/$defs/address")),
            "additionalProperties",
            false);
    server.toolCall(
        McpSchema.Tool.builder("json_schema_2020_12_tool", schema)
            .description("Tool with JSON Schema 2020-12 features")
            .build(),
        says(text("done")));
  }

  private static Mono<CallToolResult> ask(
      McpAsyncServerExchange to,
      String message,
      Map<String, Object> properties,
      List<String> required) {
    Map<String, Object> form =
        Map.of("type", "object", "properties", properties, "required", required);
    return to.createElicitation(ElicitFormRequest.builder(message, form).build())
        .map(answer ->
            result(
                text(
                    "Elicitation completed: action="
                        + answer.action()
                        + ", content="
                        + answer.content())));
  }

  private static void tool(McpServer.AsyncSpecification<?> server, String name, Work work) {
    tool(server, name, Map.of(), work);
  }

  private static void tool(
      McpServer.AsyncSpecification<?> server,
      String name,
      Map<String, Object> properties,
      Work work) {
    Map<String, Object> schema = Map.of("type", "object", "properties", properties);
    server.toolCall(
        McpSchema.Tool.builder(name, schema).description("Of the conformance suite").build(), work);
  }

  private static Work says(Content... contents) {
    return (exchange, request) -> Mono.just(result(contents));
  }

  private static CallToolResult result(Content... contents) {
    return CallToolResult.builder(List.of(contents)).build();
  }

  static TextContent text(String text) {
    return TextContent.builder(text).build();
  }

  static EmbeddedResource resource(String uri, String type, String text) {
    return EmbeddedResource.builder(TextResourceContents.builder(uri, text).mimeType(type).build())
        .build();
  }
}
