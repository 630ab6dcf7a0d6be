package dev.muster.host.mcp;

import dev.muster.bus.Bus;
import dev.muster.contract.Addresses;
import dev.muster.contract.AgentId;
import dev.muster.contract.AgentRegistered;
import dev.muster.contract.FailureCode;
import dev.muster.contract.Heartbeat;
import dev.muster.contract.Refused;
import dev.muster.contract.RegisterAgent;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The agents that MCP sessions work as. The host says for them that they live while the session's
 * client is there; only their own calls keep their slots. Confined to one event loop.
 */
final class Enrolment {
  private static final Logger LOG = LoggerFactory.getLogger(Enrolment.class);

  /** Sub-agents of one client share its session. */
  private static final int AGENTS_MAX = 20;

  /** An agent of a session. */
  static final class Member {
    private final RegisterAgent asked;
    private final AgentRegistered registered;
    private long timer;
    private boolean superseded;

    Member(RegisterAgent asked, AgentRegistered registered) {
      this.asked = asked;
      this.registered = registered;
    }

    AgentId id() {
      return registered.id();
    }

    String name() {
      return registered.name();
    }

    int leaseSeconds() {
      return registered.leaseS();
    }
  }

  private final EventLoop loop;
  private final Bus bus;
  private final Predicate<String> present;
  private final Map<String, Map<String, Member>> sessions = new HashMap<>();

  /** {@code present} says whether the client of a session is there. */
  Enrolment(EventLoop loop, Bus bus, Predicate<String> present) {
    this.loop = loop;
    this.bus = bus;
    this.present = present;
  }

  /** The agent of this name; registered when it is new or says something else of itself. */
  Future<Member> enrol(
      Caller caller, String name, List<String> capabilities, List<String> languages) {
    var asked = new RegisterAgent(name, caller.client(), "mcp", capabilities, languages);
    Map<String, Member> members =
        sessions.computeIfAbsent(caller.session(), session -> new HashMap<>());
    Member known = members.get(name);
    if (known != null && known.superseded) {
      throw new Refused(
          FailureCode.CONFLICT,
          "another session works as " + name + " since: claim under another name");
    }
    if (known != null && known.asked.equals(asked)) {
      return Future.succeededFuture(known);
    }
    if (known == null && members.size() >= AGENTS_MAX) {
      throw new Refused(
          FailureCode.OVERLOADED, members.size() + " agents work over this connection already");
    }
    return bus.request(Addresses.AGENT_REGISTER, asked)
        .map(registered -> join(caller.session(), new Member(asked, registered)));
  }

  private Member join(String session, Member member) {
    Map<String, Member> members = sessions.get(session);
    if (members != null) {
      stop(members.put(member.name(), member));
      long every = TimeUnit.SECONDS.toMillis(member.registered.heartbeatS());
      member.timer = loop.vertx().setPeriodic(every, tick -> beat(session, member));
    }
    return member;
  }

  /** The name under which a session works; null when it works as none or as several. */
  @Nullable String name(String session) {
    Map<String, Member> members = sessions.getOrDefault(session, Map.of());
    return members.size() == 1 ? members.keySet().iterator().next() : null;
  }

  /** Says nothing more for the agents of a session that ended. */
  void leave(String session) {
    Map<String, Member> members = sessions.remove(session);
    if (members != null) {
      members.values().forEach(this::stop);
    }
  }

  private void stop(@Nullable Member member) {
    if (member != null) {
      loop.vertx().cancelTimer(member.timer);
    }
  }

  private void beat(String session, Member member) {
    if (!present.test(session)) {
      return;
    }
    var beat = new Heartbeat(member.id(), member.asked.instance(), null, null);
    bus.request(Addresses.AGENT_HEARTBEAT, beat)
        .onFailure(failed -> {
          if (failed instanceof Refused refused
              && refused.failure().code() == FailureCode.CONFLICT) {
            member.superseded = true;
            stop(member);
          } else {
            LOG.warn("no heartbeat for {}: {}", member.name(), failed.getMessage());
          }
        });
  }
}
