package dev.muster.coordination;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.contract.AgentChanged;
import dev.muster.contract.AgentId;
import dev.muster.contract.Assignment;
import dev.muster.contract.CloseSession;
import dev.muster.contract.Declaration;
import dev.muster.contract.DeclarationAdvice;
import dev.muster.contract.DeclarationAnswer;
import dev.muster.contract.DeclarationChanged;
import dev.muster.contract.DeclarationState;
import dev.muster.contract.DeclareFiles;
import dev.muster.contract.DeclaredFile;
import dev.muster.contract.DescribeFleet;
import dev.muster.contract.DescribeSession;
import dev.muster.contract.EditsRecorded;
import dev.muster.contract.EvidenceKind;
import dev.muster.contract.FileKey;
import dev.muster.contract.FileLease;
import dev.muster.contract.FleetPicture;
import dev.muster.contract.Holder;
import dev.muster.contract.LeaseId;
import dev.muster.contract.LineRange;
import dev.muster.contract.ListDeclarations;
import dev.muster.contract.OpenSession;
import dev.muster.contract.PromptSession;
import dev.muster.contract.RecordEdits;
import dev.muster.contract.ReportEvidence;
import dev.muster.contract.RestSession;
import dev.muster.contract.Result;
import dev.muster.contract.Session;
import dev.muster.contract.SessionAnswer;
import dev.muster.contract.TaskId;
import dev.muster.contract.Vendor;
import dev.muster.store.LeaseRows;
import dev.muster.store.Tx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Sessions beside a swarm, in one repository with two worktrees; files are said as commands do. */
record Desk(Swarm swarm) {
  static final String REPO = "/shop/.git";
  static final String HERE = "/shop";
  static final String THERE = "/shop-2";
  private static final Random RANDOM = new Random(3);

  private Sessions sessions() {
    return swarm.coordination().sessions();
  }

  SessionAnswer open(String session) {
    return open(session, HERE);
  }

  SessionAnswer open(String session, String worktree) {
    return Swarm.await(
        sessions()
            .open(new OpenSession(session, Vendor.CLAUDE, REPO, worktree, "main", "some model")));
  }

  SessionAnswer prompt(String session) {
    return prompt(session, null);
  }

  SessionAnswer prompt(String session, @Nullable String text) {
    return Swarm.await(sessions().prompt(new PromptSession(session, 2_000, "0a1b", text)));
  }

  /** Opens and prompts a session; its task. */
  TaskId working(String session) {
    open(session);
    return Objects.requireNonNull(prompt(session).taskId());
  }

  EditsRecorded edit(String session, String... paths) {
    return Swarm.await(
        sessions().edits(new RecordEdits(Holder.of(session), keys(paths), List.of())));
  }

  EditsRecorded unleased(@Nullable String session, String... paths) {
    Holder holder = session == null ? null : Holder.of(session);
    return Swarm.await(sessions().edits(new RecordEdits(holder, List.of(), keys(paths))));
  }

  SessionAnswer commit(String session, String commit, String... paths) {
    return evidence(
        new ReportEvidence(session, EvidenceKind.COMMIT, null, commit, keys(paths), null, null));
  }

  SessionAnswer test(String session, int exitCode) {
    return evidence(
        new ReportEvidence(session, EvidenceKind.TEST, exitCode, null, List.of(), null, null));
  }

  SessionAnswer done(String session, Result result) {
    return evidence(
        new ReportEvidence(session, EvidenceKind.DONE, null, null, List.of(), result, null));
  }

  SessionAnswer evidence(ReportEvidence found) {
    return Swarm.await(sessions().evidence(found));
  }

  SessionAnswer rest(String session) {
    return Swarm.await(sessions().rest(new RestSession(session)));
  }

  SessionAnswer close(String session) {
    return Swarm.await(sessions().close(new CloseSession(session, null)));
  }

  List<Session> describe(@Nullable String session, @Nullable String worktree) {
    return Swarm.await(sessions().describe(new DescribeSession(session, worktree))).sessions();
  }

  FleetPicture picture() {
    return Swarm.await(swarm.coordination().picture(new DescribeFleet()));
  }

  /** A session declares files such as {@code A.java:10-20}. */
  DeclarationAnswer declare(String session, String... files) {
    return declare(Holder.of(session), HERE, files);
  }

  DeclarationAnswer declare(Holder holder, String worktree, String... files) {
    return declare(declaration(holder, worktree, files));
  }

  static DeclareFiles declaration(Holder holder, String worktree, String... files) {
    return new DeclareFiles(
        holder,
        null,
        REPO,
        worktree,
        files(files),
        "work of " + holder.session(),
        null,
        null,
        null,
        null);
  }

  /** A scheduled agent declares files in its slot, each in a worktree of its own. */
  DeclarationAnswer declare(Assignment slot, String... files) {
    return declare(
        new DeclareFiles(
            Holder.of("runner-" + slot.fence()),
            null,
            REPO,
            "/trees/" + slot.fence(),
            files(files),
            null,
            null,
            slot.taskId(),
            slot.slot(),
            slot.fence()));
  }

  DeclarationAnswer declare(DeclareFiles request) {
    return Swarm.await(sessions().declare(request));
  }

  /** Submits a task, and the agent takes its only slot. */
  Assignment started(String text, AgentId agent) {
    TaskId id = swarm.submit(text);
    swarm.admit();
    Assignment slot = swarm.claim(agent);
    assertEquals(id, slot.taskId());
    return slot;
  }

  /** The attempt in the way, and the task that waits for it. */
  record Parked(Assignment first, TaskId second) {}

  /**
   * Two agents start a task each and declare A.java, the second also {@code more}, and is parked.
   */
  Parked parked(AgentId one, AgentId other, String... more) {
    Assignment first = started("first", one);
    Assignment second = started("second", other);
    declare(first, "A.java");
    String[] files = Stream.concat(Stream.of("A.java"), Stream.of(more)).toArray(String[]::new);
    assertEquals(DeclarationAdvice.PARK, declare(second, files).advice());
    return new Parked(first, second.taskId());
  }

  /** What is declared in the repository, as it is listed. */
  List<Declaration> live() {
    return Swarm.await(sessions().declarations(new ListDeclarations(REPO))).declarations();
  }

  /** The states of what is declared for a task, as the picture shows it. */
  List<DeclarationState> states(TaskId id) {
    return picture().declarations().stream()
        .filter(declaration -> id.equals(declaration.taskId()))
        .map(Declaration::state)
        .toList();
  }

  /** Why declarations were told of, in order. */
  List<String> causes() {
    return swarm.events(DeclarationChanged.class).stream().map(DeclarationChanged::cause).toList();
  }

  /** Why an agent was told of, in order. */
  List<String> causes(String agent) {
    return swarm.events(AgentChanged.class).stream()
        .filter(changed -> changed.agent().name().equals(agent))
        .map(AgentChanged::cause)
        .toList();
  }

  /** A live lease of a session on a file, as the lease table would have granted it. */
  FileLease lease(String session, String worktree, String path, @Nullable TaskId task) {
    var file = new FileKey(REPO, worktree, path);
    return Swarm.await(
        swarm
            .store()
            .write(tx -> {
              FileLease lease = lease(tx, RANDOM, file, Holder.of(session), task, swarm.now());
              assertTrue(tx.leases().insert(lease));
              return lease;
            }));
  }

  /** A lease that is not stored yet. */
  static FileLease lease(
      Tx tx, Random random, FileKey file, Holder holder, @Nullable TaskId task, Instant now) {
    Instant until = now.plus(Duration.ofMinutes(10));
    return new FileLease(
        LeaseId.next(now, random),
        file,
        holder,
        "claude-" + holder.session(),
        task,
        null,
        tx.nextFence(),
        now,
        now,
        until,
        until,
        false,
        0);
  }

  void end(FileLease lease, LeaseRows.Ended why) {
    boolean live = Swarm.await(swarm.store().write(tx -> tx.leases().end(lease, why, swarm.now())));
    assertTrue(live);
  }

  static List<String> overlaps(DeclarationAnswer answer) {
    return answer.overlaps().stream().map(o -> o.path() + " " + o.closeness().name()).toList();
  }

  static List<DeclaredFile> files(String... files) {
    return Stream.of(files).map(Desk::file).toList();
  }

  private static DeclaredFile file(String said) {
    String[] parts = said.split("[:-]", -1);
    return new DeclaredFile(
        parts[0],
        parts.length == 1
            ? List.of()
            : List.of(new LineRange(Integer.parseInt(parts[1]), Integer.parseInt(parts[2]))));
  }

  private static List<FileKey> keys(String... paths) {
    return Stream.of(paths).map(path -> new FileKey(REPO, HERE, path)).toList();
  }
}
