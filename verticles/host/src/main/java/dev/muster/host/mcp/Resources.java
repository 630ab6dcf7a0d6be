package dev.muster.host.mcp;

import dev.muster.bus.Bus;
import dev.muster.bus.Json;
import dev.muster.contract.Addresses;
import dev.muster.contract.Decision;
import dev.muster.contract.DescribeFleet;
import dev.muster.contract.FailureCode;
import dev.muster.contract.GetTask;
import dev.muster.contract.ListLeases;
import dev.muster.contract.ListTasks;
import dev.muster.contract.Refused;
import dev.muster.contract.TaskId;
import io.modelcontextprotocol.server.McpAsyncServer;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpServerFeatures.AsyncResourceSpecification;
import io.modelcontextprotocol.server.McpServerFeatures.AsyncResourceTemplateSpecification;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.ErrorCodes;
import io.modelcontextprotocol.spec.McpSchema.ReadResourceRequest;
import io.modelcontextprotocol.spec.McpSchema.ReadResourceResult;
import io.modelcontextprotocol.spec.McpSchema.ResourcesUpdatedNotification;
import io.vertx.core.Future;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** What clients may read by address, as JSON: tasks, decisions and leases. */
final class Resources {
  static final String TASKS = "muster://tasks";
  static final String LEASES = "muster://leases";
  private static final String DECISIONS = "muster://decisions";
  private static final String TYPE = "application/json";
  private static final int TASKS_MAX = 100;

  /** A burst of events is one update of each resource. */
  private static final long GATHER_MS = 200;

  private final EventLoop loop;
  private final Bus bus;
  private final JsonMapper json = Json.lenient();
  private final Set<String> changed = new LinkedHashSet<>();

  Resources(EventLoop loop, Bus bus) {
    this.loop = loop;
    this.bus = bus;
  }

  void addTo(McpServer.AsyncSpecification<?> server) {
    server.resources(
        resource(TASKS, "tasks", "The latest " + TASKS_MAX + " tasks", uri -> tasks()),
        resource(LEASES, "leases", "Who holds which files", uri -> leases()));
    server.resourceTemplates(
        template(TASKS + "/{id}", "task", "A task with its attempts and decisions", this::task),
        template(
            DECISIONS + "/{id}",
            "decision",
            "The decisions of a task, by its id; or one of the latest decisions, by its own",
            this::decision));
  }

  /** Tells subscribers of what changes from now on. */
  Future<Void> follow(McpAsyncServer server) {
    return Future.all(
            bus.subscribe(
                Addresses.TASK_EVENTS,
                event -> touch(server, TASKS, TASKS + "/" + event.task().id())),
            bus.subscribe(
                Addresses.ATTEMPT_EVENTS,
                event -> touch(server, TASKS + "/" + event.attempt().taskId())),
            bus.subscribe(Addresses.LEASE_EVENTS, event -> touch(server, LEASES)))
        .mapEmpty();
  }

  private void touch(McpAsyncServer server, String... uris) {
    loop.run(() -> {
      if (changed.isEmpty()) {
        loop.vertx().setTimer(GATHER_MS, timer -> tell(server));
      }
      changed.addAll(List.of(uris));
    });
  }

  private void tell(McpAsyncServer server) {
    List<String> uris = List.copyOf(changed);
    changed.clear();
    for (String uri : uris) {
      server.notifyResourcesUpdated(new ResourcesUpdatedNotification(uri)).subscribe();
    }
  }

  private Future<Object> tasks() {
    return bus.request(Addresses.TASK_LIST, new ListTasks(null, null, TASKS_MAX, null))
        .map(page -> page);
  }

  private Future<Object> leases() {
    return bus.request(Addresses.LEASE_LIST, new ListLeases(null, null)).map(list -> list);
  }

  private Future<Object> task(String uri) {
    return bus.request(Addresses.TASK_GET, new GetTask(new TaskId(last(uri)))).map(task -> task);
  }

  private Future<Object> decision(String uri) {
    String id = last(uri);
    if (id.startsWith("task_")) {
      return bus.request(Addresses.TASK_GET, new GetTask(new TaskId(id)))
          .map(task -> Map.of("decisions", task.decisions()));
    }
    return bus.request(Addresses.FLEET_DESCRIBE, new DescribeFleet())
        .map(picture ->
            picture.decisions().stream()
                .filter(decision -> named(decision, id))
                .findFirst()
                .orElseThrow(() ->
                    new Refused(FailureCode.NOT_FOUND, "it is none of the latest decisions")));
  }

  private static boolean named(Decision decision, String id) {
    return decision.id() != null && decision.id().value().equals(id);
  }

  private static String last(String uri) {
    return uri.substring(uri.lastIndexOf('/') + 1);
  }

  private AsyncResourceSpecification resource(
      String uri, String name, String description, Function<String, Future<Object>> read) {
    var resource =
        McpSchema.Resource.builder(uri, name).description(description).mimeType(TYPE).build();
    return new AsyncResourceSpecification(resource, (exchange, request) -> read(request, read));
  }

  private AsyncResourceTemplateSpecification template(
      String uri, String name, String description, Function<String, Future<Object>> read) {
    var template =
        McpSchema.ResourceTemplate.builder(uri, name)
            .description(description)
            .mimeType(TYPE)
            .build();
    return new AsyncResourceTemplateSpecification(
        template, (exchange, request) -> read(request, read));
  }

  private Mono<ReadResourceResult> read(
      ReadResourceRequest request, Function<String, Future<Object>> read) {
    return Mono.create(sink -> {
      Future<Object> found;
      try {
        found = read.apply(request.uri());
      } catch (IllegalArgumentException wrong) {
        found = Future.failedFuture(wrong);
      }
      found.onComplete(
          content -> sink.success(result(request.uri(), content)),
          failed -> sink.error(refusal(request.uri(), failed)));
    });
  }

  private ReadResourceResult result(String uri, Object content) {
    var text =
        McpSchema.TextResourceContents.builder(uri, json.writeValueAsString(content))
            .mimeType(TYPE)
            .build();
    return ReadResourceResult.builder(List.of(text)).build();
  }

  private static McpError refusal(String uri, Throwable failed) {
    boolean absent =
        failed instanceof IllegalArgumentException
            || (failed instanceof Refused refused
                && refused.failure().code() == FailureCode.NOT_FOUND);
    return McpError.builder(absent ? ErrorCodes.RESOURCE_NOT_FOUND : ErrorCodes.INTERNAL_ERROR)
        .message(String.valueOf(failed.getMessage()))
        .data(Map.of("uri", uri))
        .build();
  }
}
