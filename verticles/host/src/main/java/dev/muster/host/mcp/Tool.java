package dev.muster.host.mcp;

import dev.muster.contract.Failure;
import dev.muster.contract.FailureCode;
import dev.muster.contract.Refused;
import io.modelcontextprotocol.server.McpAsyncServerExchange;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.ToolAnnotations;
import io.vertx.core.Future;
import java.util.List;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/** One tool: what clients are told of it, and what it does. */
record Tool(
    String name,
    String title,
    String description,
    Effect effect,
    Schema schema,
    BiFunction<ToolCall, Cancelled, Future<Told>> work) {
  private static final Logger LOG = LoggerFactory.getLogger(Tool.class);

  /** What a call changes. */
  enum Effect {
    /** Nothing. */
    READS,
    /** Something more with each call. */
    ADDS,
    /** The same, however often it is called. */
    SETS,
    /** It takes something away, once. */
    ENDS
  }

  /** What is done when the client does not wait for the answer any more. */
  interface Cancelled {
    void then(Runnable stop);
  }

  void addTo(McpServer.AsyncSpecification<?> server) {
    var annotations =
        ToolAnnotations.builder()
            .title(title)
            .readOnlyHint(effect == Effect.READS)
            .destructiveHint(effect == Effect.ENDS)
            .idempotentHint(effect != Effect.ADDS)
            .openWorldHint(false)
            .build();
    server.toolCall(
        McpSchema.Tool.builder(name, schema.json())
            .title(title)
            .description(description)
            .annotations(annotations)
            .build(),
        this::call);
  }

  private Mono<CallToolResult> call(McpAsyncServerExchange exchange, CallToolRequest request) {
    return Mono.create(sink ->
        work(exchange, request, sink)
            .onComplete(
                told -> sink.success(result(told.text(), told.content(), false)),
                failed -> sink.success(refusal(failed))));
  }

  private Future<Told> work(
      McpAsyncServerExchange exchange, CallToolRequest request, MonoSink<CallToolResult> sink) {
    try {
      var call =
          new ToolCall(
              Caller.of(exchange, request),
              Arguments.of(request.arguments(), schema),
              exchange,
              request);
      return work.apply(call, stop -> sink.onCancel(stop::run));
    } catch (Refused refused) {
      return Future.failedFuture(refused);
    } catch (IllegalArgumentException wrong) {
      return Future.failedFuture(
          new Refused(FailureCode.BAD_REQUEST, String.valueOf(wrong.getMessage())));
    }
  }

  private CallToolResult refusal(Throwable failed) {
    if (!(failed instanceof Refused refused)) {
      LOG.error("the tool {} failed", name, failed);
      return refusal(
          new Refused(FailureCode.INTERNAL, "the host failed to answer; its log says why"));
    }
    Failure failure = refused.failure();
    String text = failure.code() + ": " + failure.detail() + ". " + next(failure.code());
    return result(text, failure, true);
  }

  private static CallToolResult result(String text, Object content, boolean error) {
    return CallToolResult.builder(List.of(McpSchema.TextContent.builder(text).build()))
        .structuredContent(content)
        .isError(error)
        .build();
  }

  /** What a model should do after a refusal. */
  static String next(FailureCode code) {
    return switch (code) {
      case BAD_REQUEST -> "Correct the arguments and call again.";
      case NOT_FOUND -> "Call describe_fleet to see what there is.";
      case CONFLICT -> "Something changed meanwhile: read it again before you go on.";
      case STALE_FENCE ->
          "This slot is not yours any more: stop its work, do not commit or push it, and call"
              + " claim_task for other work.";
      case LEASE_LOST ->
          "Somebody else had the file since: read it as it is now, bring your change in again under"
              + " a new lease (acquire_lease), then report.";
      case TOO_LARGE -> "Send less.";
      case DUPLICATE_KEY_CONFLICT ->
          "This idempotency_key was used for another task: choose a new one.";
      case OVERLOADED, STORE_UNAVAILABLE, TIMEOUT ->
          "Wait a few seconds and call again with the same arguments.";
      case UNAUTHORIZED, NOT_PERMITTED, UNSUPPORTED_MEDIA_TYPE, MISDIRECTED, INTERNAL ->
          "Tell the person you work for.";
    };
  }
}
