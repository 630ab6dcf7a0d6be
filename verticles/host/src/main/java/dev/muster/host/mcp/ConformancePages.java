package dev.muster.host.mcp;

import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpServerFeatures.AsyncCompletionSpecification;
import io.modelcontextprotocol.server.McpServerFeatures.AsyncPromptSpecification;
import io.modelcontextprotocol.server.McpServerFeatures.AsyncResourceSpecification;
import io.modelcontextprotocol.server.McpServerFeatures.AsyncResourceTemplateSpecification;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.BlobResourceContents;
import io.modelcontextprotocol.spec.McpSchema.CompleteResult;
import io.modelcontextprotocol.spec.McpSchema.Content;
import io.modelcontextprotocol.spec.McpSchema.GetPromptResult;
import io.modelcontextprotocol.spec.McpSchema.ImageContent;
import io.modelcontextprotocol.spec.McpSchema.PromptArgument;
import io.modelcontextprotocol.spec.McpSchema.PromptMessage;
import io.modelcontextprotocol.spec.McpSchema.PromptReference;
import io.modelcontextprotocol.spec.McpSchema.ReadResourceResult;
import io.modelcontextprotocol.spec.McpSchema.ResourceContents;
import io.modelcontextprotocol.spec.McpSchema.Role;
import io.modelcontextprotocol.spec.McpSchema.TextResourceContents;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** The resources and prompts that the conformance suite reads by name. */
final class ConformancePages {
  private static final String PLAIN = "text/plain";
  private static final String TEMPLATE = "test://template/{id}/data";

  void addTo(McpServer.AsyncSpecification<?> server) {
    resource(
        server, "static-text", PLAIN, text("This is the content of the static text resource."));
    resource(
        server,
        "static-binary",
        "image/png",
        uri ->
            BlobResourceContents.builder(uri, ConformanceFixture.PNG)
                .mimeType("image/png")
                .build());
    resource(server, "watched-resource", PLAIN, text("Watched resource content"));
    template(server);
    prompts(server);
    server.completions(
        new AsyncCompletionSpecification(
            PromptReference.builder("test_prompt_with_arguments").build(),
            (exchange, request) ->
                Mono.just(
                    new CompleteResult(
                        new CompleteResult.CompleteCompletion(
                            List.of("test", "testing"), 2, false)))));
  }

  private static void resource(
      McpServer.AsyncSpecification<?> server,
      String name,
      String type,
      Function<String, ResourceContents> read) {
    String uri = "test://" + name;
    var resource =
        McpSchema.Resource.builder(uri, name)
            .description("A resource for testing")
            .mimeType(type)
            .build();
    server.resources(
        new AsyncResourceSpecification(
            resource, (exchange, request) -> contents(read.apply(request.uri()))));
  }

  private static void template(McpServer.AsyncSpecification<?> server) {
    var template =
        McpSchema.ResourceTemplate.builder(TEMPLATE, "template")
            .description("A resource template with parameter substitution")
            .mimeType("application/json")
            .build();
    server.resourceTemplates(
        new AsyncResourceTemplateSpecification(
            template,
            (exchange, request) -> {
              String id = request.uri().split("/", -1)[3];
              String data =
                  "{\"id\":\"%s\",\"templateTest\":true,\"data\":\"Data for ID: %s\"}"
                      .formatted(id, id);
              return contents(
                  TextResourceContents.builder(request.uri(), data)
                      .mimeType("application/json")
                      .build());
            }));
  }

  private static Function<String, ResourceContents> text(String text) {
    return uri -> TextResourceContents.builder(uri, text).mimeType(PLAIN).build();
  }

  private static Mono<ReadResourceResult> contents(ResourceContents contents) {
    return Mono.just(ReadResourceResult.builder(List.of(contents)).build());
  }

  private static void prompts(McpServer.AsyncSpecification<?> server) {
    prompt(
        server,
        "test_simple_prompt",
        List.of(),
        said -> List.of(ConformanceFixture.text("This is a simple prompt for testing.")));
    prompt(
        server,
        "test_prompt_with_arguments",
        List.of("arg1", "arg2"),
        said ->
            List.of(
                ConformanceFixture.text(
                    "Prompt with arguments: arg1='%s', arg2='%s'"
                        .formatted(said.get("arg1"), said.get("arg2")))));
    prompt(
        server,
        "test_prompt_with_embedded_resource",
        List.of("resourceUri"),
        said ->
            List.of(
                ConformanceFixture.resource(
                    Objects.toString(said.get("resourceUri")),
                    PLAIN,
                    "Embedded resource content for testing."),
                ConformanceFixture.text("Please process the embedded resource above.")));
    prompt(
        server,
        "test_prompt_with_image",
        List.of(),
        said ->
            List.of(
                ImageContent.builder(ConformanceFixture.PNG, "image/png").build(),
                ConformanceFixture.text("Please analyze the image above.")));
  }

  private static void prompt(
      McpServer.AsyncSpecification<?> server,
      String name,
      List<String> arguments,
      Function<Map<String, Object>, List<Content>> contents) {
    var declared = new ArrayList<PromptArgument>();
    arguments.forEach(argument ->
        declared.add(
            PromptArgument.builder(argument).description("For testing").required(true).build()));
    var prompt =
        McpSchema.Prompt.builder(name).description("For testing").arguments(declared).build();
    server.prompts(
        new AsyncPromptSpecification(
            prompt,
            (exchange, request) -> {
              Map<String, Object> said =
                  request.arguments() == null ? Map.of() : request.arguments();
              List<PromptMessage> messages =
                  contents.apply(said).stream()
                      .map(content -> PromptMessage.builder(Role.USER, content).build())
                      .toList();
              return Mono.just(GetPromptResult.builder(messages).build());
            }));
  }
}
