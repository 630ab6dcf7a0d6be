package dev.muster.coordination;

import dev.muster.contract.Assignment;
import dev.muster.contract.CloseSession;
import dev.muster.contract.DeclarationAdvice;
import dev.muster.contract.DeclareFiles;
import dev.muster.contract.DeclaredFile;
import dev.muster.contract.EvidenceKind;
import dev.muster.contract.FileKey;
import dev.muster.contract.FileLease;
import dev.muster.contract.Holder;
import dev.muster.contract.LineRange;
import dev.muster.contract.OpenSession;
import dev.muster.contract.PromptSession;
import dev.muster.contract.RecordEdits;
import dev.muster.contract.ReportEvidence;
import dev.muster.contract.Result;
import dev.muster.contract.TaskId;
import dev.muster.contract.Vendor;
import dev.muster.store.LeaseRows;
import dev.muster.store.Tx;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Some sessions in one repository that do at random what they may and may not do. */
final class RandomSessions {
  private static final String REPO = "/shop/.git";
  private static final List<String> NAMES = List.of("one", "two", "three");
  private static final List<String> WORKTREES = List.of("/shop", "/shop-2");
  private static final List<String> PATHS = List.of("A.java", "B.java", "C.java", "pom.xml");

  private final Random random;
  private final SessionBook book;
  private final SessionEdits edits;
  private final Declaring declaring;

  RandomSessions(Random random, Wanting policy, Endings endings, Parking parking) {
    this.random = random;
    var tasks =
        new SessionTasks(
            "random",
            new Deciding(Swarm.LIMITS, Policy.of(policy)),
            () -> MachineReading.UNKNOWN,
            Policy.of(policy),
            random,
            endings);
    this.book = new SessionBook(SessionLimits.DEFAULT, random, tasks);
    this.edits = new SessionEdits(book, new Notices(random));
    this.declaring = new Declaring(SessionLimits.DEFAULT, random, parking);
  }

  String step(Tx tx, Instant now) {
    String name = any(NAMES);
    if (tx.sessions().find(name) == null) {
      book.open(tx, new OpenSession(name, Vendor.CLAUDE, REPO, any(WORKTREES), null, null), now);
      return "open " + name;
    }
    switch (random.nextInt(8)) {
      case 0, 1, 2 -> {
        book.prompt(tx, new PromptSession(name, 100, "hash", null), now);
        return "prompt " + name;
      }
      case 3 -> edits.record(tx, new RecordEdits(Holder.of(name), files(), files()), now);
      case 4 -> book.evidence(tx, evidence(name), now);
      case 5 -> {
        return lease(tx, Holder.of(name), null, now);
      }
      case 6 -> {
        return lose(tx, now);
      }
      default -> book.close(tx, new CloseSession(name, null), now);
    }
    return "work of " + name;
  }

  /** A session declares. */
  String declare(Tx tx, Instant now) {
    var answer = declaring.declare(tx, declaration(Holder.of(any(NAMES)), null), now);
    return "declare in a session: " + answer.advice();
  }

  /** A scheduled agent takes a lease or declares; it may be parked for that. */
  String declare(Tx tx, Assignment slot, Instant now) {
    var holder = Holder.of("slot " + slot.fence());
    if (random.nextInt(4) == 0) {
      return lease(tx, holder, slot.taskId(), now);
    }
    var answer = declaring.declare(tx, declaration(holder, slot), now);
    return answer.advice() == DeclarationAdvice.PARK && slot.slot() == 0
        ? "parked " + slot.taskId() + " for " + answer.waitsFor()
        : "declare " + slot.taskId();
  }

  int sweep(Tx tx, Instant now) {
    return book.idle(tx, now) + declaring.expire(tx, now);
  }

  private DeclareFiles declaration(Holder holder, @Nullable Assignment slot) {
    var files = new ArrayList<DeclaredFile>();
    for (int i = random.nextInt(2); i >= 0; i--) {
      int from = 1 + random.nextInt(40);
      List<LineRange> lines =
          random.nextBoolean() ? List.of(new LineRange(from, from + 9)) : List.of();
      files.add(new DeclaredFile(any(PATHS), lines));
    }
    return new DeclareFiles(
        holder,
        null,
        REPO,
        any(WORKTREES),
        files,
        null,
        random.nextInt(8) == 0,
        slot == null ? null : slot.taskId(),
        slot == null ? null : slot.slot(),
        slot == null ? null : slot.fence());
  }

  private ReportEvidence evidence(String name) {
    return switch (random.nextInt(3)) {
      case 0 -> new ReportEvidence(name, EvidenceKind.TEST, 1, null, List.of(), null, null);
      case 1 -> new ReportEvidence(name, EvidenceKind.COMMIT, null, "abc", files(), null, null);
      default ->
          new ReportEvidence(
              name, EvidenceKind.DONE, null, null, List.of(), Result.SUCCEEDED, null);
    };
  }

  private String lease(Tx tx, Holder holder, @Nullable TaskId task, Instant now) {
    FileLease lease = Desk.lease(tx, random, files().getFirst(), holder, task, now);
    return "lease " + tx.leases().insert(lease);
  }

  private String lose(Tx tx, Instant now) {
    List<FileLease> live = tx.leases().live(REPO);
    return "lose " + (!live.isEmpty() && tx.leases().end(any(live), LeaseRows.Ended.IDLE, now));
  }

  private List<FileKey> files() {
    return List.of(new FileKey(REPO, any(WORKTREES), any(PATHS)));
  }

  private <T> T any(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
