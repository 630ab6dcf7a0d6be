package dev.muster.host.http;

import dev.muster.bus.Bus;
import dev.muster.contract.Addresses;
import dev.muster.contract.AgentId;
import dev.muster.contract.Assignment;
import dev.muster.contract.CancelTask;
import dev.muster.contract.Claim;
import dev.muster.contract.ClaimSlot;
import dev.muster.contract.Decide;
import dev.muster.contract.DescribeFleet;
import dev.muster.contract.Failure;
import dev.muster.contract.FailureCode;
import dev.muster.contract.GetTask;
import dev.muster.contract.Heartbeat;
import dev.muster.contract.ListAgents;
import dev.muster.contract.ListTasks;
import dev.muster.contract.NewTask;
import dev.muster.contract.Refused;
import dev.muster.contract.RegisterAgent;
import dev.muster.contract.RenewSlot;
import dev.muster.contract.Reply;
import dev.muster.contract.ReportOutcome;
import dev.muster.contract.ReportProgress;
import dev.muster.contract.Request;
import dev.muster.contract.Service;
import dev.muster.contract.Source;
import dev.muster.contract.SubmitTask;
import dev.muster.contract.TaskId;
import dev.muster.contract.TaskState;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The REST face: each route is one request on the bus. */
final class Api {
  private static final int CLAIM_WAIT_SECONDS_MAX = 20;
  private static final int LIST_DEFAULT = 100;

  private final Bus bus;
  private final JsonMapper json;
  private final Problems problems;
  private final Tokens tokens;
  private final LongPolls longPolls;
  private final Bodies bodies = new Bodies();

  Api(Bus bus, JsonMapper json, Problems problems, Tokens tokens, LongPolls longPolls) {
    this.bus = bus;
    this.json = json;
    this.problems = problems;
    this.tokens = tokens;
    this.longPolls = longPolls;
  }

  /** Adds the routes that anyone on this machine may use. */
  void open(Router router) {
    new HealthApi(this, bus).open(router);
    router.post("/api/v1/session").handler(c -> guarded(c, this::session));
  }

  /** Adds the routes behind the token. */
  void routes(Router router) {
    router
        .post("/api/v1/session/code")
        .handler(c -> send(c, 200, Map.of("code", tokens.newCode())));
    router.post("/api/v1/tasks").handler(c -> guarded(c, this::submit));
    router.get("/api/v1/tasks").handler(c -> guarded(c, this::list));
    router.post("/api/v1/tasks/claim").handler(c -> guarded(c, this::claim));
    router
        .get("/api/v1/tasks/:id")
        .handler(c -> ask(c, Addresses.TASK_GET, o -> new GetTask(task(c))));
    router
        .post("/api/v1/tasks/:id/cancel")
        .handler(c -> ask(c, Addresses.TASK_CANCEL, o -> new CancelTask(task(c))));
    slot(router, "renew", Addresses.TASK_RENEW, RenewSlot.class);
    slot(router, "progress", Addresses.TASK_PROGRESS, ReportProgress.class);
    slot(router, "outcome", Addresses.TASK_OUTCOME, ReportOutcome.class);
    router
        .post("/api/v1/agents")
        .handler(c -> ask(c, Addresses.AGENT_REGISTER, o -> bodies.as(o, RegisterAgent.class)));
    router.get("/api/v1/agents").handler(c -> ask(c, Addresses.AGENT_LIST, o -> new ListAgents()));
    router
        .post("/api/v1/agents/:id/heartbeat")
        .handler(c ->
            ask(
                c,
                Addresses.AGENT_HEARTBEAT,
                o -> {
                  ObjectNode beat = Bodies.having("instance", o);
                  return bodies.as(beat.put("agent", c.pathParam("id")), Heartbeat.class);
                }));
    router.post("/api/v1/decide").handler(c -> guarded(c, this::decide));
    router
        .get("/api/v1/fleet")
        .handler(c -> ask(c, Addresses.FLEET_DESCRIBE, o -> new DescribeFleet()));
  }

  private <Q extends Request, R extends Reply> void slot(
      Router router, String verb, Service<Q, R> service, Class<Q> type) {
    router
        .post("/api/v1/tasks/:id/" + verb)
        .handler(c -> ask(c, service, o -> bodies.as(o.put("task_id", task(c).value()), type)));
  }

  private Future<Void> submit(RoutingContext context) {
    NewTask task = bodies.as(bodies.object(context), NewTask.class);
    var request = new SubmitTask(task, context.request().getHeader("Idempotency-Key"));
    return bus.request(Addresses.TASK_SUBMIT, request)
        .compose(accepted -> send(context, 202, accepted));
  }

  private Future<Void> list(RoutingContext context) {
    String after = context.request().getParam("after");
    var request =
        new ListTasks(
            constant(TaskState.class, context.request().getParam("state")),
            constant(Source.class, context.request().getParam("source")),
            number(context.request().getParam("limit")),
            after == null ? null : new TaskId(after));
    return bus.request(Addresses.TASK_LIST, request).compose(page -> send(context, 200, page));
  }

  private Future<Void> claim(RoutingContext context) {
    ObjectNode body = Bodies.having("agent", bodies.object(context));
    int seconds = Bodies.take(body, "wait_s", 0, 0, CLAIM_WAIT_SECONDS_MAX);
    AgentId agent = bodies.as(body, ClaimSlot.class).agent();
    return longPolls.claim(agent, seconds * 1000L).compose(claim -> claimed(context, claim));
  }

  private Future<Void> claimed(RoutingContext context, Claim claim) {
    return claim instanceof Assignment
        ? send(context, 200, claim)
        : context.response().setStatusCode(204).end();
  }

  private Future<Void> decide(RoutingContext context) {
    Decide question = bodies.as(DecideBody.nested(bodies.object(context)), Decide.class);
    return bus.request(Addresses.DECIDE, question)
        .compose(advice -> send(context, 200, advice.decision()));
  }

  private Future<Void> session(RoutingContext context) {
    String session = tokens.exchange(bodies.object(context).path("code").asString(""));
    if (session == null) {
      throw new Refused(
          Failure.of(
              FailureCode.UNAUTHORIZED, "a code of the last minute", "one used, old or unknown"));
    }
    return send(context, 200, Map.of("token", session));
  }

  /** Asks the bus for what a request says; a GET has no body to read. */
  private <Q extends Request, R extends Reply> void ask(
      RoutingContext context, Service<Q, R> service, Function<ObjectNode, Q> read) {
    guarded(
        context,
        c -> {
          boolean get = HttpMethod.GET.equals(c.request().method());
          Q request = read.apply(get ? json.createObjectNode() : bodies.object(c));
          return bus.request(service, request).compose(reply -> send(c, 200, reply));
        });
  }

  /** Answers a problem for whatever the handler threw or failed with. */
  void guarded(RoutingContext context, Function<RoutingContext, Future<Void>> handler) {
    Future<Void> answered;
    try {
      answered = handler.apply(context);
    } catch (IllegalArgumentException wrong) {
      answered =
          Future.failedFuture(
              new Refused(FailureCode.BAD_REQUEST, String.valueOf(wrong.getMessage())));
    } catch (Refused refused) {
      answered = Future.failedFuture(refused);
    }
    answered.onFailure(failure -> problems.answer(context, failure));
  }

  Future<Void> send(RoutingContext context, int status, Object body) {
    if (context.response().closed()) {
      return Future.succeededFuture();
    }
    return context
        .response()
        .setStatusCode(status)
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .end(json.writeValueAsString(body));
  }

  private static TaskId task(RoutingContext context) {
    return new TaskId(String.valueOf(context.pathParam("id")));
  }

  private static <E extends Enum<E>> @Nullable E constant(Class<E> type, @Nullable String name) {
    if (name == null) {
      return null;
    }
    try {
      return Enum.valueOf(type, name.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException unknown) {
      throw new IllegalArgumentException(
          "`" + name + "` is none of " + Arrays.toString(type.getEnumConstants()), unknown);
    }
  }

  private static int number(@Nullable String limit) {
    try {
      return limit == null ? LIST_DEFAULT : Integer.parseInt(limit);
    } catch (NumberFormatException wrong) {
      throw new IllegalArgumentException("limit must be in 1..1000, was " + limit, wrong);
    }
  }
}
