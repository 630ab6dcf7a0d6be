package dev.muster.host.hooks;

import dev.muster.bus.Bus;
import dev.muster.contract.Addresses;
import dev.muster.contract.Declaration;
import dev.muster.contract.DeclarationState;
import dev.muster.contract.FailureCode;
import dev.muster.contract.OpenSession;
import dev.muster.contract.Refused;
import dev.muster.contract.SessionAnswer;
import dev.muster.contract.TaskId;
import dev.muster.host.repo.Checkout;
import dev.muster.host.repo.Repositories;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sessions that hooks spoke of lately. One whose start was missed (the host was down, the hooks
 * are new) is opened at its first call; a busy one is opened again now and then, so that it does
 * not count as idle. Confined to one event loop.
 */
final class OpenSessions {
  private static final Logger LOG = LoggerFactory.getLogger(OpenSessions.class);
  private static final Duration FRESH = Duration.ofMinutes(5);
  private static final int KNOWN_MAX = 1_000;

  /** What a lease says of its holder. */
  record Known(String agent, @Nullable TaskId task, @Nullable String intent, long openedNanos) {}

  private final Bus bus;
  private final Repositories repositories;
  private final LongSupplier nanos;
  private final Map<String, Known> known = new LinkedHashMap<>(16, 0.75f, true);
  private final Map<String, Future<Known>> opening = new LinkedHashMap<>();

  OpenSessions(Bus bus, Repositories repositories, LongSupplier nanos) {
    this.bus = bus;
    this.repositories = repositories;
    this.nanos = nanos;
  }

  /** Says that a session is there and where it works. */
  Future<SessionAnswer> open(Caller caller) {
    return repositories
        .checkout(caller.cwd())
        .compose(checkout ->
            branch(checkout)
                .compose(branch -> {
                  var request =
                      new OpenSession(
                          caller.session(),
                          caller.vendor(),
                          checkout.map(Checkout::repo).orElse(null),
                          checkout.map(Checkout::worktree).orElse(null),
                          branch.orElse(null),
                          caller.model());
                  return bus.request(Addresses.SESSION_OPEN, request);
                }))
        .onSuccess(answer -> answered(caller.session(), answer));
  }

  private Future<Optional<String>> branch(Optional<Checkout> checkout) {
    return checkout
        .map(repositories::branch)
        .orElseGet(() -> Future.succeededFuture(Optional.empty()));
  }

  /** What is known of the session, which is opened when it is not. */
  Future<Known> of(Caller caller) {
    Known before = known.get(caller.session());
    if (before == null) {
      return opened(caller);
    }
    if (nanos.getAsLong() - before.openedNanos() > FRESH.toNanos()) {
      opened(caller).onFailure(failure -> LOG.warn("cannot open a session again", failure));
    }
    return Future.succeededFuture(before);
  }

  private Future<Known> opened(Caller caller) {
    String session = caller.session();
    Future<Known> underway = opening.get(session);
    if (underway != null) {
      return underway;
    }
    Future<Known> fresh = open(caller).map(answer -> known(answer, null));
    opening.put(session, fresh);
    fresh.onComplete(done -> opening.remove(session));
    return fresh;
  }

  /** Asks for a known session; one that was closed meanwhile is opened and asked for again. */
  <T> Future<T> withOpen(Caller caller, Supplier<Future<T>> request) {
    return of(caller)
        .compose(open -> request.get())
        .recover(failure ->
            failure instanceof Refused refused && refused.failure().code() == FailureCode.NOT_FOUND
                ? open(caller).compose(answer -> request.get())
                : Future.failedFuture(failure));
  }

  /** Remembers what the coordination said of a session last. */
  void answered(String session, SessionAnswer answer) {
    Known before = known.get(session);
    known.put(session, known(answer, before == null ? null : before.intent()));
    if (known.size() > KNOWN_MAX) {
      known.remove(known.keySet().iterator().next());
    }
  }

  private Known known(SessionAnswer answer, @Nullable String intent) {
    boolean ended = answer.taskState() != null && answer.taskState().terminal();
    return new Known(
        answer.agent().name(), ended ? null : answer.taskId(), intent, nanos.getAsLong());
  }

  /** Learns what sessions declare, so that their leases say what they are for. */
  Future<?> follow() {
    return bus.subscribe(Addresses.DECLARATION_EVENTS, event -> declared(event.declaration()));
  }

  private void declared(Declaration declaration) {
    String session = declaration.holder().session();
    boolean ended = declaration.state() == DeclarationState.ENDED;
    if (!ended && !declaration.readOnly()) {
      intends(session, declaration.intent());
      return;
    }
    Known open = known.get(session);
    if (ended && open != null && Objects.equals(open.intent(), declaration.intent())) {
      intends(session, null);
    }
  }

  /** What the session is about to do: what it declared, or its prompt where texts are stored. */
  void intends(String session, @Nullable String intent) {
    known.computeIfPresent(
        session, (name, open) -> new Known(open.agent(), open.task(), intent, open.openedNanos()));
  }

  void forget(String session) {
    known.remove(session);
  }
}
