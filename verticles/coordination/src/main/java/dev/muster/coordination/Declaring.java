package dev.muster.coordination;

import dev.muster.contract.Declaration;
import dev.muster.contract.DeclarationAdvice;
import dev.muster.contract.DeclarationAnswer;
import dev.muster.contract.DeclarationId;
import dev.muster.contract.DeclarationState;
import dev.muster.contract.DeclareFiles;
import dev.muster.contract.DeclaredFile;
import dev.muster.contract.FailureCode;
import dev.muster.contract.LineRange;
import dev.muster.contract.Refused;
import dev.muster.contract.SlotState;
import dev.muster.contract.Source;
import dev.muster.contract.Task;
import dev.muster.contract.TaskId;
import dev.muster.coordination.declare.DeclarationWords;
import dev.muster.coordination.declare.LineDistance;
import dev.muster.coordination.declare.Nearby;
import dev.muster.store.SessionRows;
import dev.muster.store.SlotRows;
import dev.muster.store.Tx;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Takes in what agents say they will edit, and says who is near and what to do. */
final class Declaring {
  private static final int FILES_MAX = 1000;

  private final SessionLimits limits;
  private final RandomGenerator random;
  private final Parking parking;

  /** Who declares: the slot of a scheduled attempt, or a session with its open task if any. */
  private record Author(
      @Nullable TaskId task, SlotRows.@Nullable Key slot, String agent, @Nullable Instant until) {

    /** Whether the attempt may be parked: it is scheduled, and this slot leads it. */
    boolean leads() {
      return slot != null && slot.slot() == 0;
    }
  }

  Declaring(SessionLimits limits, RandomGenerator random, Parking parking) {
    this.limits = limits;
    this.random = random;
    this.parking = parking;
  }

  /** Stores what is declared; a scheduled attempt whose files are not free ends parked. */
  DeclarationAnswer declare(Tx tx, DeclareFiles request, Instant now) {
    if (request.files().isEmpty()) {
      throw new Refused(FailureCode.BAD_REQUEST, "files must name one at least");
    }
    Author author = author(tx, request, now);
    DeclarationId id = store(tx, request, author, now);
    Outbox.declaration(tx, "declared", id, now);
    Declaration mine = found(tx, id);
    if (mine.readOnly()) {
      return answer(mine, DeclarationAdvice.GO_ON, null, List.of(), DeclarationWords.read());
    }
    List<Nearby> near = parking.near(tx, mine);
    if (near.stream().noneMatch(Nearby::close)) {
      return answer(mine, DeclarationAdvice.GO_ON, null, near, DeclarationWords.goOn(near));
    }
    return author.leads()
        ? ofLead(tx, Objects.requireNonNull(author.slot()), mine, near, now)
        : advice(tx, mine, near);
  }

  /** Ends what sessions declared and did not come back to in time. */
  int expire(Tx tx, Instant now) {
    List<Declaration> expired = tx.declarations().expired(now);
    expired.forEach(old -> Parking.end(tx, old, DeclarationState.ACTIVE, "expired", now));
    return expired.size();
  }

  private Author author(Tx tx, DeclareFiles request, Instant now) {
    TaskId named = request.taskId();
    if (named != null) {
      int slot = Objects.requireNonNull(request.slot());
      long fence = Objects.requireNonNull(request.fence());
      Task task = Lifecycle.require(tx, named);
      SlotRows.Key key = tx.slots().fenced(named, slot, fence);
      var attempt = key == null ? null : tx.attempts().find(key.attempt());
      var held = attempt == null ? null : attempt.slots().get(slot);
      if (key == null || held == null || held.state() == SlotState.ENDED) {
        throw Claims.stale(named, slot, fence);
      }
      if (task.source() != Source.SESSION) {
        String agent = request.agent() == null ? held.agent() : request.agent();
        return new Author(named, key, agent, null);
      }
    }
    Instant until = now.plus(limits.declared());
    String session = request.holder().session();
    SessionRows.Known known = tx.sessions().find(session);
    String name = known == null ? session : known.session().agent();
    String agent = request.agent() == null ? name : request.agent();
    return new Author(known == null ? named : known.session().taskId(), null, agent, until);
  }

  /** A holder has one declaration for its task in a worktree; what it names anew goes into that. */
  private DeclarationId store(Tx tx, DeclareFiles request, Author author, Instant now) {
    boolean readOnly = Boolean.TRUE.equals(request.readOnly());
    SlotRows.Key slot = author.slot();
    Declaration before =
        slot == null
            ? tx.declarations()
                .ofHolder(
                    request.holder(), request.repo(), request.worktree(), author.task(), readOnly)
            : tx.declarations().ofSlot(slot.task(), slot.slot(), request.repo(), readOnly);
    DeclarationId id = before == null ? DeclarationId.next(now, random) : before.id();
    if (before == null) {
      tx.declarations()
          .insert(
              new Declaration(
                  id,
                  request.repo(),
                  request.worktree(),
                  request.holder(),
                  author.agent(),
                  author.task(),
                  request.intent(),
                  readOnly,
                  List.of(),
                  DeclarationState.ACTIVE,
                  now,
                  author.until()),
              slot == null ? null : slot.slot());
    } else {
      tx.declarations()
          .update(
              id,
              request.holder(),
              author.agent(),
              request.worktree(),
              request.intent(),
              author.until());
    }
    merge(tx, id, before == null ? List.of() : before.files(), named(request.files()));
    return id;
  }

  /** A file keeps its place in the order as long as its new lines are among the old ones. */
  private static void merge(
      Tx tx, DeclarationId id, List<DeclaredFile> before, List<DeclaredFile> named) {
    Map<String, DeclaredFile> known = new HashMap<>();
    before.forEach(file -> known.put(file.path(), file));
    for (DeclaredFile file : named) {
      DeclaredFile old = known.put(file.path(), file);
      if (old != null && LineDistance.within(file.lines(), old.lines())) {
        tx.declarations().narrow(id, file);
      } else {
        tx.declarations().add(id, file);
      }
    }
    if (known.size() > FILES_MAX) {
      throw new Refused(
          FailureCode.TOO_LARGE,
          "a declaration must have at most " + FILES_MAX + " files, has " + known.size());
    }
  }

  /** A file that is named twice with lines has both; without lines it is the whole file. */
  private static List<DeclaredFile> named(List<DeclaredFile> files) {
    var named = new LinkedHashMap<String, DeclaredFile>();
    for (DeclaredFile file : files) {
      named.merge(
          file.path(),
          file,
          (one, other) -> {
            var lines = new ArrayList<LineRange>();
            if (!one.lines().isEmpty() && !other.lines().isEmpty()) {
              lines.addAll(one.lines());
              lines.addAll(other.lines());
            }
            return new DeclaredFile(one.path(), lines);
          });
    }
    return List.copyOf(named.values());
  }

  private DeclarationAnswer ofLead(
      Tx tx, SlotRows.Key slot, Declaration mine, List<Nearby> near, Instant now) {
    List<Nearby> blockers = Parking.blockers(tx, near, slot.task());
    if (blockers.isEmpty() || !Parking.possible(tx, slot)) {
      long parks = Parking.parks(tx, slot.task());
      String text =
          blockers.isEmpty() || parks == 0
              ? DeclarationWords.goOnInCircle(near)
              : DeclarationWords.goOnAnyway(near, parks);
      return answer(mine, DeclarationAdvice.GO_ON, null, near, text);
    }
    Task other = Parking.inTheWay(tx, blockers);
    String title = other == null ? null : other.title();
    String why = DeclarationWords.held(blockers.getFirst(), title);
    parking.park(tx, slot, mine, blockers, why, now);
    return answer(
        found(tx, mine.id()),
        DeclarationAdvice.PARK,
        other == null ? null : other.id(),
        near,
        DeclarationWords.parked(near, title, limits.parkMax()));
  }

  /** What somebody is told who decides themselves: a session, or a slot that does not lead. */
  private static DeclarationAnswer advice(Tx tx, Declaration mine, List<Nearby> near) {
    List<Nearby> close = near.stream().filter(Nearby::close).toList();
    Set<String> taken = close.stream().map(n -> n.overlap().path()).collect(Collectors.toSet());
    List<String> free =
        mine.files().stream().map(DeclaredFile::path).filter(p -> !taken.contains(p)).toList();
    if (!free.isEmpty()) {
      String text = DeclarationWords.takeAnotherPart(near, free);
      return answer(mine, DeclarationAdvice.TAKE_ANOTHER_PART, null, near, text);
    }
    Task other = Parking.inTheWay(tx, close);
    String text = DeclarationWords.leave(near, other == null ? null : other.title());
    TaskId waitsFor = other == null ? null : other.id();
    return answer(mine, DeclarationAdvice.PARK, waitsFor, near, text);
  }

  private static DeclarationAnswer answer(
      Declaration mine,
      DeclarationAdvice advice,
      @Nullable TaskId waitsFor,
      List<Nearby> near,
      String text) {
    return new DeclarationAnswer(
        mine, advice, waitsFor, near.stream().map(Nearby::overlap).toList(), text);
  }

  private static Declaration found(Tx tx, DeclarationId id) {
    return Objects.requireNonNull(tx.declarations().find(id));
  }
}
