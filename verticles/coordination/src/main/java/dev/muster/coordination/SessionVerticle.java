package dev.muster.coordination;

import dev.muster.bus.Bus;
import dev.muster.contract.Addresses;
import dev.muster.contract.FileLease;
import dev.muster.contract.ListLeases;
import dev.muster.contract.ReleaseLeases;
import dev.muster.contract.RepoForgotten;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** Answers on the bus for the sessions and notices of {@link Sessions}. */
public final class SessionVerticle extends VerticleBase {
  /** Pages read an event a moment after its commit; then it may go. */
  private static final long TOLD_MS = 300;

  private static final int RELEASED_AT_ONCE = 1_000;

  private final Bus bus;
  private final Sessions sessions;

  public SessionVerticle(Bus bus, Sessions sessions) {
    this.bus = bus;
    this.sessions = sessions;
  }

  @Override
  public Future<?> start() {
    return Future.all(
            bus.serve(Addresses.SESSION_OPEN, q -> on(sessions.open(q))),
            bus.serve(Addresses.SESSION_PROMPT, q -> on(sessions.prompt(q))),
            bus.serve(Addresses.SESSION_EDITS, q -> on(sessions.edits(q))),
            bus.serve(Addresses.SESSION_EVIDENCE, q -> on(sessions.evidence(q))),
            bus.serve(Addresses.SESSION_REST, q -> on(sessions.rest(q))),
            bus.serve(Addresses.SESSION_CLOSE, q -> on(sessions.close(q))))
        .compose(done ->
            Future.all(
                bus.serve(Addresses.SESSION_DESCRIBE, q -> on(sessions.describe(q))),
                bus.serve(Addresses.NOTICE_RAISE, q -> on(sessions.raise(q))),
                bus.serve(Addresses.NOTICE_REVIEW, q -> on(sessions.review(q.id()))),
                bus.serve(Addresses.NOTICE_LIST, q -> on(sessions.notices())),
                bus.serve(Addresses.REPO_FORGET, q -> forget(q.repo()))));
  }

  /** The leases first, because they live in another's memory. */
  private Future<RepoForgotten> forget(String path) {
    return on(sessions.repo(path))
        .compose(repo ->
            bus.request(Addresses.LEASE_LIST, new ListLeases(repo, null))
                .compose(list -> release(list.leases()))
                .compose(released -> on(sessions.end(repo)))
                .compose(ended -> vertx.timer(TOLD_MS, TimeUnit.MILLISECONDS))
                .compose(told -> on(sessions.forget(repo))));
  }

  private Future<Void> release(List<FileLease> leases) {
    if (leases.isEmpty()) {
      return Future.succeededFuture();
    }
    int some = Math.min(leases.size(), RELEASED_AT_ONCE);
    var ids = leases.subList(0, some).stream().map(FileLease::id).toList();
    return bus.request(
            Addresses.LEASE_RELEASE, new ReleaseLeases(null, List.of(), ids, "forgotten"))
        .compose(released -> release(leases.subList(some, leases.size())));
  }

  private <T> Future<T> on(CompletionStage<T> stage) {
    return Future.fromCompletionStage(stage, context);
  }
}
