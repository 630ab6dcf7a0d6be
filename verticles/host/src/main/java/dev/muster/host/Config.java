package dev.muster.host;

import dev.muster.coordination.Limits;
import dev.muster.coordination.SessionLimits;
import dev.muster.coordination.lease.LeaseLimits;
import dev.muster.host.hooks.HookOptions;
import dev.muster.host.mcp.McpLimits;
import dev.muster.store.StoreOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@code conf/muster.yaml} says; a key that is left out has the default written here. */
@SuppressWarnings("InconsistentCapitalization") // `leaseS` is a time, `leases` a section
record Config(
    String swarm,
    Http http,
    Bus bus,
    Store store,
    Coordination coordination,
    PredictionSettings prediction,
    LearnerSettings learning,
    Leases leases,
    Declarations declarations,
    Sessions sessions,
    Hooks hooks,
    Mcp mcp,
    PluginSettings plugins,
    ModeConfig modes,
    MonitoringSettings monitoring) {
  /** Names of this machine for itself. */
  static final List<String> LOOPBACK = List.of("127.0.0.1", "::1", "localhost");

  /** The face to browsers, agents and programs. */
  record Http(
      String host,
      Integer port,
      Integer bodyBytesMax,
      Integer requestsMax,
      Integer idleS,
      Integer eventClientsMax,
      Integer eventQueueBytesMax,
      List<String> allowedHosts,
      List<String> allowedOrigins) {
    Http {
      host = or(host, "127.0.0.1");
      port = within("http.port", port, 7470, 0, 65_535);
      bodyBytesMax = within("http.body_bytes_max", bodyBytesMax, 1 << 20, 1024, 16 << 20);
      requestsMax = within("http.requests_max", requestsMax, 2000, 10, 100_000);
      idleS = within("http.idle_s", idleS, 60, 30, 3600);
      eventClientsMax = within("http.event_clients_max", eventClientsMax, 200, 1, 10_000);
      eventQueueBytesMax =
          within("http.event_queue_bytes_max", eventQueueBytesMax, 256 << 10, 16 << 10, 16 << 20);
      allowedHosts = allowedHosts == null ? List.of() : List.copyOf(allowedHosts);
      allowedOrigins = allowedOrigins == null ? List.of() : List.copyOf(allowedOrigins);
      if (!LOOPBACK.contains(host)) {
        throw new IllegalArgumentException(
            "http.host must be 127.0.0.1, ::1 or localhost: another interface needs TLS, which"
                + " this version does not have; was "
                + host);
      }
    }
  }

  /** Requests between verticles. */
  record Bus(Integer timeoutMs) {
    Bus {
      timeoutMs = within("bus.timeout_ms", timeoutMs, 2000, 100, 2000);
    }
  }

  /** The embedded database. */
  record Store(Integer queueMax, Integer readers, Integer busyTimeoutMs) {
    Store {
      queueMax = within("store.queue_max", queueMax, 10_000, 128, 1_000_000);
      readers = within("store.readers", readers, 2, 1, 16);
      busyTimeoutMs = within("store.busy_timeout_ms", busyTimeoutMs, 5000, 100, 60_000);
    }

    StoreOptions options(Path data) {
      return new StoreOptions(data.resolve("muster.db"), queueMax, readers, busyTimeoutMs);
    }
  }

  /** Leases, waits and caps of the task life cycle. */
  record Coordination(
      Integer leaseS,
      Integer claimWithinS,
      Integer heartbeatS,
      Integer silentAfterS,
      Integer pinWaitS,
      Integer backoffMs,
      Integer scanMax,
      Integer waitingMax,
      Integer textMax,
      Integer memoryPerAgentMb,
      Integer memoryReserveMb,
      Integer agentsMax) {
    Coordination {
      leaseS = within("coordination.lease_s", leaseS, 30, 25, 3600);
      claimWithinS = within("coordination.claim_within_s", claimWithinS, 10, 3, 600);
      heartbeatS = within("coordination.heartbeat_s", heartbeatS, 5, 1, 60);
      silentAfterS = within("coordination.silent_after_s", silentAfterS, 15, 3, 3600);
      pinWaitS = within("coordination.pin_wait_s", pinWaitS, 10, 0, 600);
      backoffMs = within("coordination.backoff_ms", backoffMs, 1000, 10, 60_000);
      scanMax = within("coordination.scan_max", scanMax, 200, 1, 10_000);
      waitingMax = within("coordination.waiting_max", waitingMax, 100_000, 1, 10_000_000);
      textMax = within("coordination.text_max", textMax, 65_536, 100, 1_000_000);
      memoryPerAgentMb =
          within("coordination.memory_per_agent_mb", memoryPerAgentMb, 500, 1, 1_000_000);
      memoryReserveMb =
          within("coordination.memory_reserve_mb", memoryReserveMb, 256, 0, 1_000_000);
      agentsMax = within("coordination.agents_max", agentsMax, 8, 1, 8);
      if (silentAfterS <= heartbeatS) {
        throw new IllegalArgumentException(
            "coordination.silent_after_s must be > coordination.heartbeat_s, was "
                + silentAfterS
                + " and "
                + heartbeatS);
      }
    }

    Limits limits(Duration vetoRetry) {
      return new Limits(
          Duration.ofSeconds(leaseS),
          Duration.ofSeconds(claimWithinS),
          Duration.ofSeconds(heartbeatS),
          Duration.ofSeconds(silentAfterS),
          Duration.ofSeconds(pinWaitS),
          Duration.ofMillis(backoffMs),
          scanMax,
          waitingMax,
          textMax,
          vetoRetry,
          memoryPerAgentMb * 1_000_000L,
          memoryReserveMb * 1_000_000L,
          agentsMax);
    }
  }

  /** Claims on files. */
  record Leases(
      Integer idleTtlS,
      Integer restingTtlS,
      Integer holdMaxS,
      Boolean denyOtherWorktrees,
      Integer leasesMax,
      Integer perHolderMax,
      Integer waitEdgeS,
      List<String> hubFiles) {
    Leases {
      idleTtlS = within("leases.idle_ttl_s", idleTtlS, 600, 10, 86_400);
      restingTtlS = within("leases.resting_ttl_s", restingTtlS, 120, 5, 86_400);
      holdMaxS = within("leases.hold_max_s", holdMaxS, 3600, 60, 604_800);
      denyOtherWorktrees = denyOtherWorktrees != null && denyOtherWorktrees;
      leasesMax = within("leases.leases_max", leasesMax, 100_000, 100, 1_000_000);
      perHolderMax = within("leases.per_holder_max", perHolderMax, 2_000, 10, 100_000);
      waitEdgeS = within("leases.wait_edge_s", waitEdgeS, 300, 10, 3600);
      hubFiles = hubFiles == null ? SessionLimits.DEFAULT.hubFiles() : List.copyOf(hubFiles);
      if (restingTtlS > idleTtlS || idleTtlS > holdMaxS) {
        throw new IllegalArgumentException(
            "leases.resting_ttl_s <= leases.idle_ttl_s <= leases.hold_max_s must hold, were "
                + restingTtlS
                + ", "
                + idleTtlS
                + " and "
                + holdMaxS);
      }
    }

    LeaseLimits limits() {
      return new LeaseLimits(
          Duration.ofSeconds(idleTtlS),
          Duration.ofSeconds(restingTtlS),
          Duration.ofSeconds(holdMaxS),
          denyOtherWorktrees,
          leasesMax,
          perHolderMax,
          Duration.ofSeconds(waitEdgeS));
    }
  }

  /** What agents say that they will edit. */
  record Declarations(Integer parkMaxS) {
    Declarations {
      parkMaxS = within("declarations.park_max_s", parkMaxS, 3600, 0, 86_400);
    }
  }

  /** Interactive coding agents. */
  record Sessions(Integer idleMin) {
    Sessions {
      idleMin = within("sessions.idle_min", idleMin, 30, 1, 1440);
    }
  }

  /** What coding agents' own hooks say. */
  record Hooks(Boolean storeText, List<String> testCommands, Integer bodyBytesMax) {
    private static final List<String> TEST_COMMANDS =
        List.of(
            "mvn test",
            "mvn verify",
            "./mvnw test",
            "./mvnw verify",
            "gradle test",
            "./gradlew test",
            "npm test",
            "npm run test",
            "pnpm test",
            "yarn test",
            "npx jest",
            "npx vitest",
            "node --test",
            "pytest",
            "python -m pytest",
            "python3 -m pytest",
            "tox",
            "go test",
            "cargo test",
            "make test",
            "make check",
            "ctest",
            "dotnet test",
            "bundle exec rspec",
            "mix test",
            "swift test");

    Hooks {
      storeText = storeText != null && storeText;
      testCommands = testCommands == null ? TEST_COMMANDS : List.copyOf(testCommands);
      bodyBytesMax = within("hooks.body_bytes_max", bodyBytesMax, 4 << 20, 16 << 10, 16 << 20);
    }

    HookOptions options() {
      return new HookOptions(storeText, testCommands, bodyBytesMax);
    }
  }

  /** Sessions of MCP clients. */
  record Mcp(Integer sessionsMax, Integer replayEventsMax, Integer sessionIdleS) {
    Mcp {
      sessionsMax = within("mcp.sessions_max", sessionsMax, 100, 1, 10_000);
      replayEventsMax = within("mcp.replay_events_max", replayEventsMax, 100, 1, 10_000);
      sessionIdleS = within("mcp.session_idle_s", sessionIdleS, 3600, 60, 86_400);
    }

    McpLimits limits() {
      return new McpLimits(sessionsMax, replayEventsMax, Duration.ofSeconds(sessionIdleS));
    }
  }

  Config {
    swarm = or(swarm, "default");
    if (!swarm.matches("[a-z0-9][a-z0-9_-]{0,63}")) {
      throw new IllegalArgumentException(
          "swarm must have 1..64 of a-z, 0-9, - and _, was " + swarm);
    }
    http = http == null ? ConfigLoader.defaults(Http.class) : http;
    bus = bus == null ? ConfigLoader.defaults(Bus.class) : bus;
    store = store == null ? ConfigLoader.defaults(Store.class) : store;
    coordination = coordination == null ? ConfigLoader.defaults(Coordination.class) : coordination;
    prediction = prediction == null ? ConfigLoader.defaults(PredictionSettings.class) : prediction;
    learning = learning == null ? ConfigLoader.defaults(LearnerSettings.class) : learning;
    leases = leases == null ? ConfigLoader.defaults(Leases.class) : leases;
    declarations = declarations == null ? ConfigLoader.defaults(Declarations.class) : declarations;
    sessions = sessions == null ? ConfigLoader.defaults(Sessions.class) : sessions;
    hooks = hooks == null ? ConfigLoader.defaults(Hooks.class) : hooks;
    mcp = mcp == null ? ConfigLoader.defaults(Mcp.class) : mcp;
    plugins = plugins == null ? ConfigLoader.defaults(PluginSettings.class) : plugins;
    modes = modes == null ? ConfigLoader.defaults(ModeConfig.class) : modes;
    monitoring = monitoring == null ? ConfigLoader.defaults(MonitoringSettings.class) : monitoring;
  }

  /** What concerns sessions and what they declare. */
  SessionLimits sessionLimits() {
    return new SessionLimits(
        Duration.ofMinutes(sessions.idleMin()),
        Duration.ofSeconds(leases.idleTtlS()),
        Duration.ofSeconds(declarations.parkMaxS()),
        leases.hubFiles(),
        leases.limits().waitEdge());
  }

  private static String or(@Nullable String value, String otherwise) {
    return value == null || value.isEmpty() ? otherwise : value;
  }

  static Integer within(String key, @Nullable Integer value, int otherwise, int min, int max) {
    int found = value == null ? otherwise : value;
    if (found < min || found > max) {
      throw new IllegalArgumentException(
          key + " must be in " + min + ".." + max + ", was " + found);
    }
    return found;
  }
}
