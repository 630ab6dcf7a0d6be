package dev.muster.coordination;

import dev.muster.contract.CloseSession;
import dev.muster.contract.DeclarationAnswer;
import dev.muster.contract.DeclarationList;
import dev.muster.contract.DeclareFiles;
import dev.muster.contract.DescribeSession;
import dev.muster.contract.EditsRecorded;
import dev.muster.contract.ListDeclarations;
import dev.muster.contract.NoticeAnswer;
import dev.muster.contract.NoticeId;
import dev.muster.contract.NoticeList;
import dev.muster.contract.OpenSession;
import dev.muster.contract.PromptSession;
import dev.muster.contract.RaiseNotice;
import dev.muster.contract.RecordEdits;
import dev.muster.contract.RepoForgotten;
import dev.muster.contract.ReportEvidence;
import dev.muster.contract.RestSession;
import dev.muster.contract.SessionAnswer;
import dev.muster.contract.SessionList;
import dev.muster.store.Store;
import dev.muster.store.Tx;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;

/**
 * The sessions of coding agents, what anybody declares, and what people are told, on one store:
 * each answer is given after the commit that makes it true.
 */
public final class Sessions {
  private final Store store;
  private final InstantSource clock;
  private final SessionBook book;
  private final SessionEdits edits;
  private final Declaring declaring;
  private final Notices notices;
  private final Forgetting forgetting;

  Sessions(
      Store store,
      InstantSource clock,
      RandomGenerator random,
      SessionBook book,
      Declaring declaring) {
    this.store = store;
    this.clock = clock;
    this.book = book;
    this.declaring = declaring;
    this.notices = new Notices(random);
    this.edits = new SessionEdits(book, notices);
    this.forgetting = new Forgetting(book, notices);
  }

  CompletionStage<SessionAnswer> open(OpenSession request) {
    return write((tx, now) -> book.open(tx, request, now));
  }

  CompletionStage<SessionAnswer> prompt(PromptSession request) {
    return write((tx, now) -> book.prompt(tx, request, now));
  }

  CompletionStage<EditsRecorded> edits(RecordEdits request) {
    return write((tx, now) -> edits.record(tx, request, now));
  }

  CompletionStage<SessionAnswer> evidence(ReportEvidence request) {
    return write((tx, now) -> book.evidence(tx, request, now));
  }

  CompletionStage<SessionAnswer> rest(RestSession request) {
    return write((tx, now) -> book.rest(tx, request.session(), now));
  }

  CompletionStage<SessionAnswer> close(CloseSession request) {
    return write((tx, now) -> book.close(tx, request, now));
  }

  CompletionStage<SessionList> describe(DescribeSession request) {
    return store.read(tx -> SessionBook.describe(tx, request));
  }

  CompletionStage<DeclarationAnswer> declare(DeclareFiles request) {
    return write((tx, now) -> declaring.declare(tx, request, now));
  }

  CompletionStage<DeclarationList> declarations(ListDeclarations request) {
    return store.read(tx -> new DeclarationList(tx.declarations().live(request.repo())));
  }

  CompletionStage<NoticeAnswer> raise(RaiseNotice request) {
    return write((tx, now) -> new NoticeAnswer(notices.raise(tx, request, now)));
  }

  CompletionStage<NoticeAnswer> review(NoticeId id) {
    return write((tx, now) -> new NoticeAnswer(notices.review(tx, id, now)));
  }

  CompletionStage<NoticeList> notices() {
    return store.read(tx -> new NoticeList(tx.notices().open()));
  }

  /** The repository that is meant by a path of it. */
  CompletionStage<String> repo(String path) {
    return store.read(tx -> Forgetting.repo(tx, path));
  }

  /** Ends everything in the repository. */
  CompletionStage<String> end(String repo) {
    return write((tx, now) -> forgetting.end(tx, repo, now));
  }

  /** Removes what ended in the repository. */
  CompletionStage<RepoForgotten> forget(String repo) {
    return write((tx, now) -> new RepoForgotten(Forgetting.remove(tx, repo)));
  }

  private <T> CompletionStage<T> write(BiFunction<Tx, Instant, T> work) {
    return store.write(tx -> work.apply(tx, clock.instant()));
  }
}
