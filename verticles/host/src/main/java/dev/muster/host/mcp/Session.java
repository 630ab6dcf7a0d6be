package dev.muster.host.mcp;

import dev.muster.bus.Digest;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.ErrorCodes;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse.JSONRPCError;
import io.modelcontextprotocol.spec.McpStreamableServerSession;
import io.vertx.core.http.HttpServerResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;

/**
 * One client's session: the SDK's half, which knows the methods, and ours, which keeps the streams
 * while connections come and go. A request goes on when its connection is cut: the client takes its
 * events up again by their ids, or sends the same request once more. Confined to one event loop.
 */
final class Session {
  private static final Logger LOG = LoggerFactory.getLogger(Session.class);
  private static final int OPEN_REQUESTS_MAX = 32;
  private static final int LISTENING = 0;

  /** The SDK keeps what a session subscribes to, and sets no bound. */
  private static final int SUBSCRIPTIONS_MAX = 1_000;

  /** A request that is answered on a stream of its own. */
  private record Call(Outlet outlet, String digest, @Nullable Disposable running) {}

  private final McpStreamableServerSession sdk;
  private final Outlet.Surroundings around;
  private final int answersMax;
  private final Map<Object, Call> open = new HashMap<>();

  /** Streams of the latest tool calls that were answered, by request id. */
  private final Map<Object, Call> answered = new LinkedHashMap<>();

  private @Nullable Outlet listening;
  private int streams;
  private int subscriptions;
  private long usedAt;

  Session(McpStreamableServerSession sdk, Outlet.Surroundings around, int answersMax, long now) {
    this.sdk = sdk;
    this.around = around;
    this.answersMax = answersMax;
    this.usedAt = now;
  }

  String id() {
    return sdk.getId();
  }

  McpStreamableServerSession sdk() {
    return sdk;
  }

  void used(long now) {
    usedAt = now;
  }

  /** Nanoseconds in which nothing came and no connection was open; 0 while one is. */
  long idle(long now) {
    boolean connected = outlets().stream().anyMatch(Outlet::connected);
    return connected ? 0 : now - usedAt;
  }

  void comment() {
    outlets().forEach(Outlet::comment);
  }

  /** Answers a request, which is taken up again when {@code resent} and known. */
  void ask(JSONRPCRequest request, HttpServerResponse response, boolean resent) {
    String digest = Digest.of(Arrays.asList(request.method(), request.params()));
    Call known = open.getOrDefault(request.id(), answered.get(request.id()));
    if (resent && known != null && known.digest().equals(digest) && kept(known.outlet())) {
      takeUp(known.outlet(), response, 0);
      return;
    }
    admit(request);
    boolean document = !request.method().equals(McpSchema.METHOD_TOOLS_CALL);
    var outlet = new Outlet(++streams, document, around);
    outlet.attach(response);
    open.put(request.id(), new Call(outlet, digest, null));
    Disposable running =
        sdk.responseStream(outlet)
            .handle(request)
            .contextWrite(c -> c.put(McpTransportContext.KEY, context(request, outlet)))
            .subscribe(
                nothing -> {},
                failed -> around.loop().run(() -> fail(request, outlet, failed)),
                () -> around.loop().run(() -> finish(request.id(), outlet)));
    if (open.containsKey(request.id())) {
      open.put(request.id(), new Call(outlet, digest, running));
    }
  }

  private void admit(JSONRPCRequest request) {
    if (open.containsKey(request.id())) {
      throw new FrameRefused(
          400, ErrorCodes.INVALID_REQUEST, request.id(), "a request with this id is still open");
    }
    if (open.size() >= OPEN_REQUESTS_MAX) {
      throw overloaded(request, open.size() + " requests are open: wait for their answers");
    }
    if (request.method().equals(McpSchema.METHOD_RESOURCES_SUBSCRIBE)
        && ++subscriptions > SUBSCRIPTIONS_MAX) {
      throw overloaded(request, "a session subscribes at most " + SUBSCRIPTIONS_MAX + " times");
    }
  }

  private static FrameRefused overloaded(JSONRPCRequest request, String message) {
    return new FrameRefused(429, Transport.OVERLOADED, request.id(), message);
  }

  private McpTransportContext context(JSONRPCRequest request, Outlet outlet) {
    return McpTransportContext.create(
        Map.of(Caller.REQUEST, id() + "/" + request.id(), Caller.OUTLET, outlet));
  }

  /** The SDK answers what its handlers fail with; this is what it threw before it asked them. */
  private void fail(JSONRPCRequest request, Outlet outlet, Throwable failed) {
    if (!outlet.answered()) {
      JSONRPCError error;
      if (failed instanceof McpError known && known.getJsonRpcError() != null) {
        error = known.getJsonRpcError();
      } else if (failed instanceof IllegalArgumentException) {
        error = new JSONRPCError(ErrorCodes.INVALID_PARAMS, "the parameters are malformed");
      } else {
        LOG.error("{} of MCP session {} failed", request.method(), id(), failed);
        error = new JSONRPCError(ErrorCodes.INTERNAL_ERROR, "the host failed; its log says why");
      }
      outlet.sendMessage(JSONRPCResponse.error(request.id(), error)).subscribe();
    }
    finish(request.id(), outlet);
  }

  private void finish(Object request, Outlet outlet) {
    Call call = open.remove(request);
    outlet.drop();
    if (call != null && around.kept().holds(outlet.number())) {
      answered.put(request, new Call(outlet, call.digest(), null));
      if (answered.size() > answersMax) {
        answered.remove(answered.keySet().iterator().next());
      }
    }
  }

  /** Stops a request; it gets no answer. */
  void cancel(Object request) {
    Call call = open.remove(request);
    if (call != null) {
      if (call.running() != null) {
        call.running().dispose();
      }
      call.outlet().drop();
    }
  }

  /** Opens the stream for what the server says by itself; an earlier connection of it ends. */
  void listen(HttpServerResponse response) {
    Outlet outlet = listening;
    if (outlet == null) {
      outlet = new Outlet(LISTENING, false, around);
      listening = outlet;
      sdk.listeningStream(outlet);
    }
    outlet.attach(response);
  }

  /** Goes on behind the event that the client saw last; false when its stream is not kept. */
  boolean resume(String lastEventId, HttpServerResponse response) {
    if (!lastEventId.matches("\\d{1,9}-\\d{1,9}")) {
      return false;
    }
    String[] parts = lastEventId.split("-", -1);
    int stream = Integer.parseInt(parts[0]);
    for (Outlet outlet : outlets()) {
      if (outlet.number() == stream && kept(outlet)) {
        takeUp(outlet, response, Integer.parseInt(parts[1]));
        return true;
      }
    }
    return false;
  }

  /** Whether the client can still hear what it has to. */
  private boolean kept(Outlet outlet) {
    return !outlet.answered() || around.kept().holds(outlet.number());
  }

  private void takeUp(Outlet outlet, HttpServerResponse response, int after) {
    outlet.attach(response, after);
    if (outlet.answered()) {
      outlet.drop();
    }
  }

  /** Stops every request and ends every connection. */
  void end() {
    List.copyOf(open.keySet()).forEach(this::cancel);
    outlets().forEach(Outlet::drop);
    sdk.closeGracefully()
        .subscribe(nothing -> {}, failed -> LOG.warn("MCP session {} ended badly", id(), failed));
  }

  private List<Outlet> outlets() {
    var all = new ArrayList<Outlet>();
    if (listening != null) {
      all.add(listening);
    }
    open.values().forEach(call -> all.add(call.outlet()));
    answered.values().forEach(call -> all.add(call.outlet()));
    return all;
  }
}
