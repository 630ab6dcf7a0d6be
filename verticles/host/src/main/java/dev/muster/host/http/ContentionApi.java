package dev.muster.host.http;

import dev.muster.bus.Bus;
import dev.muster.contract.Addresses;
import dev.muster.contract.DeclarationAnswer;
import dev.muster.contract.DeclarationList;
import dev.muster.contract.DeclareFiles;
import dev.muster.contract.DeclaredFile;
import dev.muster.contract.DescribeSession;
import dev.muster.contract.EvidenceKind;
import dev.muster.contract.Failure;
import dev.muster.contract.FailureCode;
import dev.muster.contract.FileKey;
import dev.muster.contract.ForgetRepo;
import dev.muster.contract.LeasesReleased;
import dev.muster.contract.ListDeclarations;
import dev.muster.contract.ListNotices;
import dev.muster.contract.NoticeAnswer;
import dev.muster.contract.NoticeId;
import dev.muster.contract.RaiseNotice;
import dev.muster.contract.Refused;
import dev.muster.contract.RepoForgotten;
import dev.muster.contract.ReportEvidence;
import dev.muster.contract.RestLeases;
import dev.muster.contract.RestSession;
import dev.muster.contract.Result;
import dev.muster.contract.ReviewNotice;
import dev.muster.contract.SessionAnswer;
import dev.muster.contract.SessionList;
import dev.muster.contract.TaskId;
import dev.muster.host.repo.Located;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Declarations, sessions and notices over HTTP, beside the leases of {@link LeaseApi}. Callers name
 * folders and paths as they see them; here they become the keys that the bus knows.
 */
record ContentionApi(Bus bus, Places places) {
  private record Declare(
      @Nullable String session,
      @Nullable String subagent,
      @Nullable String agent,
      @Nullable String cwd,
      @Nullable List<DeclaredFile> files,
      @Nullable String intent,
      @Nullable Boolean readOnly,
      @Nullable TaskId taskId,
      @Nullable Integer slot,
      @Nullable Long fence) {}

  private record Done(@Nullable String session, @Nullable String cwd, @Nullable Result result) {}

  private record Rest(@Nullable String session, @Nullable String cwd) {}

  void routes(Asking asking) {
    new LeaseApi(bus, places).routes(asking);
    asking.get("/api/v1/declarations", this::declarations);
    asking.post("/api/v1/declarations", Declare.class, this::declare);
    asking.get("/api/v1/notices", query -> bus.request(Addresses.NOTICE_LIST, new ListNotices()));
    asking.post("/api/v1/notices", RaiseNotice.class, this::raise);
    asking.postAbout("/api/v1/notices/:id/review", this::review);
    asking.get("/api/v1/sessions", this::sessions);
    asking.post("/api/v1/sessions/done", Done.class, this::done);
    asking.post("/api/v1/sessions/rest", Rest.class, this::rest);
    asking.post("/api/v1/forget", ForgetRepo.class, this::forget);
  }

  private Future<DeclarationList> declarations(MultiMap query) {
    return places
        .repo(query.get("repo"))
        .compose(
            repo -> bus.request(Addresses.DECLARE_LIST, new ListDeclarations(repo.orElse(null))));
  }

  private Future<DeclarationAnswer> declare(Declare declare) {
    List<DeclaredFile> files = declare.files() == null ? List.of() : declare.files();
    List<Future<Located>> found = new ArrayList<>();
    files.forEach(file -> found.add(places.located(declare.cwd(), List.of(file.path()))));
    return Future.all(found)
        .compose(all -> {
          List<DeclaredFile> named = new ArrayList<>();
          List<FileKey> keys = new ArrayList<>();
          for (int i = 0; i < files.size(); i++) {
            for (FileKey key : found.get(i).result().files()) {
              keys.add(key);
              named.add(new DeclaredFile(key.path(), files.get(i).lines()));
            }
          }
          FileKey first = place(keys, found);
          return places
              .holder(declare.session(), declare.subagent(), declare.cwd(), declare.taskId())
              .compose(holder ->
                  bus.request(
                      Addresses.DECLARE_FILES,
                      new DeclareFiles(
                          holder,
                          declare.agent(),
                          first.repo(),
                          first.worktree(),
                          named,
                          declare.intent(),
                          declare.readOnly(),
                          declare.taskId(),
                          declare.slot(),
                          declare.fence())));
        });
  }

  /** Where the declared files are, which must be one worktree. */
  private static FileKey place(List<FileKey> keys, List<Future<Located>> found) {
    if (keys.isEmpty()) {
      String why =
          found.stream()
              .map(one -> String.valueOf(one.result().note()))
              .collect(Collectors.joining(" "));
      throw new Refused(Failure.of(FailureCode.BAD_REQUEST, "a file to declare", "none. " + why));
    }
    Set<String> worktrees = keys.stream().map(FileKey::worktree).collect(Collectors.toSet());
    if (worktrees.size() > 1) {
      throw new Refused(
          Failure.of(FailureCode.BAD_REQUEST, "files of one worktree", "files of " + worktrees));
    }
    return keys.getFirst();
  }

  private Future<NoticeAnswer> raise(RaiseNotice notice) {
    return places
        .repo(notice.repo())
        .compose(repo ->
            bus.request(
                Addresses.NOTICE_RAISE,
                new RaiseNotice(
                    notice.kind(),
                    repo.orElse(null),
                    notice.agent(),
                    notice.count(),
                    notice.text())));
  }

  private Future<NoticeAnswer> review(String id) {
    return bus.request(Addresses.NOTICE_REVIEW, new ReviewNotice(new NoticeId(id)));
  }

  private Future<SessionList> sessions(MultiMap query) {
    String session = query.get("session");
    String worktree = query.get("worktree");
    Future<DescribeSession> request =
        worktree == null
            ? Future.succeededFuture(new DescribeSession(session, null))
            : places
                .checkout(worktree)
                .map(found -> new DescribeSession(session, found.worktree()));
    return request.compose(describe -> bus.request(Addresses.SESSION_DESCRIBE, describe));
  }

  private Future<SessionAnswer> done(Done done) {
    return places
        .session(done.session(), done.cwd())
        .compose(session ->
            bus.request(
                Addresses.SESSION_EVIDENCE,
                new ReportEvidence(
                    session, EvidenceKind.DONE, null, null, List.of(), done.result(), null)));
  }

  private Future<LeasesReleased> rest(Rest rest) {
    return places
        .session(rest.session(), rest.cwd())
        .compose(session ->
            bus.request(Addresses.SESSION_REST, new RestSession(session))
                .compose(rested -> bus.request(Addresses.LEASE_REST, new RestLeases(session))));
  }

  private Future<RepoForgotten> forget(ForgetRepo forget) {
    return places
        .repo(forget.repo())
        .compose(
            repo -> bus.request(Addresses.REPO_FORGET, new ForgetRepo(repo.orElse(forget.repo()))));
  }
}
