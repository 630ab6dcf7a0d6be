package dev.muster.host.http;

import dev.muster.bus.Bus;
import dev.muster.contract.Addresses;
import dev.muster.contract.DescribeSession;
import dev.muster.contract.Failure;
import dev.muster.contract.FailureCode;
import dev.muster.contract.Holder;
import dev.muster.contract.Refused;
import dev.muster.contract.Session;
import dev.muster.contract.TaskId;
import dev.muster.host.repo.Checkout;
import dev.muster.host.repo.Located;
import dev.muster.host.repo.Repositories;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Turns folders, paths and callers as they are named outside into what the bus knows. */
record Places(Bus bus, Repositories repositories) {

  /** The named one, or the only one that works in the worktree of {@code cwd}. */
  Future<String> session(@Nullable String session, @Nullable String cwd) {
    return session != null
        ? Future.succeededFuture(session)
        : in(cwd)
            .compose(sessions ->
                sessions.size() == 1
                    ? Future.succeededFuture(sessions.getFirst().session())
                    : Future.failedFuture(unclear(sessions)));
  }

  /** The same, but nobody when it is unclear. */
  Future<Optional<String>> ifClear(@Nullable String session, @Nullable String cwd) {
    return session != null
        ? Future.succeededFuture(Optional.of(session))
        : in(cwd)
            .map(sessions ->
                sessions.size() == 1
                    ? Optional.of(sessions.getFirst().session())
                    : Optional.empty());
  }

  /** The worktree of a folder, which must be in one. */
  Future<Checkout> checkout(String folder) {
    return repositories
        .checkout(folder)
        .map(found -> found.orElseThrow(() -> bad("a folder in a git worktree", folder)));
  }

  /** The keys of paths as seen from a folder. */
  Future<Located> located(@Nullable String cwd, @Nullable List<String> paths) {
    if (cwd == null || !cwd.startsWith("/")) {
      throw bad("an absolute path in `cwd`", String.valueOf(cwd));
    }
    if (paths == null || paths.isEmpty()) {
      throw bad("a path in `paths`", "none");
    }
    return repositories.locate(cwd, paths);
  }

  /** Who asks; a program without a session of its own is one by its task. */
  Future<Holder> holder(
      @Nullable String session,
      @Nullable String subagent,
      @Nullable String cwd,
      @Nullable TaskId task) {
    String named = session == null && task != null ? task.value() : session;
    return session(named, cwd).map(name -> new Holder(name, subagent));
  }

  /** The common directory of the repository around a folder; what is no folder stays as it is. */
  Future<Optional<String>> repo(@Nullable String folder) {
    return folder == null || !folder.startsWith("/")
        ? Future.succeededFuture(Optional.ofNullable(folder))
        : repositories
            .checkout(folder)
            .map(found -> Optional.of(found.map(Checkout::repo).orElse(folder)));
  }

  private Future<List<Session>> in(@Nullable String cwd) {
    if (cwd == null) {
      throw bad("session or cwd", "neither");
    }
    return checkout(cwd)
        .compose(checkout ->
            bus.request(Addresses.SESSION_DESCRIBE, new DescribeSession(null, checkout.worktree())))
        .map(list -> list.sessions());
  }

  private static Refused unclear(List<Session> sessions) {
    String found =
        sessions.isEmpty()
            ? "none"
            : sessions.stream()
                .map(session -> session.session() + " (" + session.agent() + ")")
                .collect(Collectors.joining(", "));
    return bad("session, or one session that works in this worktree", found);
  }

  private static Refused bad(String expected, String found) {
    return new Refused(Failure.of(FailureCode.BAD_REQUEST, expected, found));
  }
}
