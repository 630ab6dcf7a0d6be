package dev.muster.host.mcp;

import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.spec.McpSchema.ErrorCodes;
import io.modelcontextprotocol.spec.McpSchema.InitializeRequest;
import io.modelcontextprotocol.spec.McpSchema.InitializeResult;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpStreamableServerSession;
import io.modelcontextprotocol.spec.McpStreamableServerTransportProvider;
import io.modelcontextprotocol.spec.ProtocolVersions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The sessions of all clients, as the SDK wants them provided. Confined to one event loop. */
final class Transport implements McpStreamableServerTransportProvider {
  /** JSON-RPC errors of ours: what the spec leaves to implementations. */
  static final int SESSION_UNKNOWN = -32001;

  static final int OVERLOADED = -32003;

  /** A session that called within so many seconds is taken to be there without a connection. */
  private static final long PRESENT_NANOS = TimeUnit.SECONDS.toNanos(120);

  private final EventLoop loop;
  private final McpJsonMapper json;
  private final McpLimits limits;
  private final LongSupplier nanos;
  private final List<Consumer<String>> ended = new ArrayList<>();
  private final Map<String, Session> sessions = new LinkedHashMap<>();
  private McpStreamableServerSession.@Nullable Factory factory;

  Transport(EventLoop loop, McpJsonMapper json, McpLimits limits, LongSupplier nanos) {
    this.loop = loop;
    this.json = json;
    this.limits = limits;
    this.nanos = nanos;
  }

  /** Tells the id of each session that ends. */
  void onEnd(Consumer<String> leave) {
    ended.add(leave);
  }

  /** A session that has begun, and what its client is told. */
  record Begun(Session session, InitializeResult result) {}

  /** Begins a session; when there are too many, the one that was silent longest ends. */
  Begun begin(JSONRPCRequest request) {
    InitializeRequest initialize;
    try {
      initialize = json.convertValue(request.params(), InitializeRequest.class);
    } catch (IllegalArgumentException wrong) {
      throw malformed(request);
    }
    if (initialize == null) {
      throw malformed(request);
    }
    if (sessions.size() >= limits.sessionsMax()) {
      makeRoom(request);
    }
    var init = Objects.requireNonNull(factory).startSession(initialize);
    InitializeResult result = Objects.requireNonNull(init.initResult().block());
    boolean primes = result.protocolVersion().compareTo(ProtocolVersions.MCP_2025_11_25) >= 0;
    var around =
        new Outlet.Surroundings(loop, json, new ReplayStore(limits.replayEventsMax()), primes);
    var session = new Session(init.session(), around, limits.replayEventsMax(), nanos.getAsLong());
    sessions.put(session.id(), session);
    return new Begun(session, result);
  }

  private static FrameRefused malformed(JSONRPCRequest request) {
    return new FrameRefused(
        400, ErrorCodes.INVALID_PARAMS, request.id(), "initialize needs parameters of its kind");
  }

  private void makeRoom(JSONRPCRequest request) {
    long now = nanos.getAsLong();
    Session silent = null;
    for (Session session : sessions.values()) {
      if (session.idle(now) > 0 && (silent == null || session.idle(now) > silent.idle(now))) {
        silent = session;
      }
    }
    if (silent == null) {
      throw new FrameRefused(
          429, OVERLOADED, request.id(), sessions.size() + " sessions are open (mcp.sessions_max)");
    }
    end(silent);
  }

  /** The session of this id, which is in use from now on. */
  @Nullable Session find(String id) {
    Session session = sessions.get(id);
    if (session != null) {
      session.used(nanos.getAsLong());
    }
    return session;
  }

  /** Whether the session's client is there: connected, or heard of lately. */
  boolean present(String id) {
    Session session = sessions.get(id);
    return session != null && session.idle(nanos.getAsLong()) < PRESENT_NANOS;
  }

  void end(Session session) {
    sessions.remove(session.id());
    session.end();
    ended.forEach(leave -> leave.accept(session.id()));
  }

  /** Ends the sessions that were silent for too long and comments on the others' streams. */
  void sweep() {
    long now = nanos.getAsLong();
    for (Session session : List.copyOf(sessions.values())) {
      if (session.idle(now) > limits.sessionIdle().toNanos()) {
        end(session);
      } else {
        session.comment();
      }
    }
  }

  @Override
  public void setSessionFactory(McpStreamableServerSession.Factory sessionFactory) {
    this.factory = sessionFactory;
  }

  @Override
  public Mono<Void> notifyClients(String method, Object params) {
    return Flux.fromIterable(List.copyOf(sessions.keySet()))
        .flatMap(id -> notifyClient(id, method, params))
        .then();
  }

  /** A session that listens to nothing misses nothing: it asks when it wants to know. */
  @Override
  public Mono<Void> notifyClient(String sessionId, String method, Object params) {
    Session session = sessions.get(sessionId);
    return session == null
        ? Mono.empty()
        : session.sdk().sendNotification(method, params).onErrorComplete();
  }

  @Override
  public Mono<Void> closeGracefully() {
    return Mono.fromRunnable(() -> List.copyOf(sessions.values()).forEach(this::end));
  }
}
