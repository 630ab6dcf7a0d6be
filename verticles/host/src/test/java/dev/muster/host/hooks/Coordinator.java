package dev.muster.host.hooks;

import dev.muster.bus.Bus;
import dev.muster.contract.AcquireLeases;
import dev.muster.contract.Addresses;
import dev.muster.contract.Agent;
import dev.muster.contract.AgentId;
import dev.muster.contract.AgentState;
import dev.muster.contract.CheckLanding;
import dev.muster.contract.EditsRecorded;
import dev.muster.contract.FailureCode;
import dev.muster.contract.FileKey;
import dev.muster.contract.FileLease;
import dev.muster.contract.Holder;
import dev.muster.contract.Landing;
import dev.muster.contract.LandingChecked;
import dev.muster.contract.LeaseAnswer;
import dev.muster.contract.LeaseId;
import dev.muster.contract.LeaseList;
import dev.muster.contract.LeasesReleased;
import dev.muster.contract.LeasesRenewed;
import dev.muster.contract.OpenSession;
import dev.muster.contract.PromptSession;
import dev.muster.contract.RecordEdits;
import dev.muster.contract.Refused;
import dev.muster.contract.ReleaseLeases;
import dev.muster.contract.RenewLeases;
import dev.muster.contract.Reply;
import dev.muster.contract.Request;
import dev.muster.contract.Service;
import dev.muster.contract.SessionAnswer;
import dev.muster.contract.TaskId;
import dev.muster.contract.TaskState;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The other side of the bus in a few lines: one holder for a file of a worktree, sessions by name.
 * It remembers what it was asked.
 */
public final class Coordinator {
  private static final Instant NOW = Instant.parse("2026-03-02T09:30:00Z");

  private final Random random = new Random(1);
  private final List<Request> asked = new CopyOnWriteArrayList<>();
  private final Map<FileKey, FileLease> leases = new LinkedHashMap<>();
  private final Map<String, SessionAnswer> sessions = new LinkedHashMap<>();
  private volatile @Nullable FailureCode failing;
  private volatile @Nullable String telling;

  /** Serves what hooks ask for. */
  public Future<Void> serve(Bus bus) {
    return Future.all(
            List.of(
                serve(bus, Addresses.LEASE_ACQUIRE, this::acquire),
                serve(bus, Addresses.LEASE_RENEW, this::renew),
                serve(bus, Addresses.LEASE_RELEASE, this::release),
                serve(bus, Addresses.LEASE_LIST, all -> list()),
                serve(bus, Addresses.LEASE_CHECK, this::check),
                serve(bus, Addresses.LEASE_REST, rest -> new LeasesReleased(List.of())),
                serve(bus, Addresses.SESSION_OPEN, this::open),
                serve(bus, Addresses.SESSION_PROMPT, this::prompt),
                serve(bus, Addresses.SESSION_EDITS, this::edits),
                serve(bus, Addresses.SESSION_EVIDENCE, e -> ended(e.session())),
                serve(bus, Addresses.SESSION_REST, rest -> known(rest.session())),
                serve(bus, Addresses.SESSION_CLOSE, close -> known(close.session())),
                serve(
                    bus,
                    Addresses.SESSION_SUBAGENT_END,
                    end -> release(new ReleaseLeases(end.holder(), List.of(), List.of(), "end")))))
        .mapEmpty();
  }

  private <Q extends Request, R extends Reply> Future<Void> serve(
      Bus bus, Service<Q, R> service, Function<Q, R> answer) {
    return bus.serve(service, request -> Future.succeededFuture(answered(request, answer)));
  }

  private synchronized <Q extends Request, R extends Reply> R answered(
      Q request, Function<Q, R> answer) {
    asked.add(request);
    FailureCode code = failing;
    if (code != null) {
      throw new Refused(code, "as the test wants it");
    }
    return answer.apply(request);
  }

  /** From now on every request fails so; null ends it. */
  void fail(@Nullable FailureCode code) {
    failing = code;
  }

  /** What leases and sessions have to tell from now on. */
  void tell(@Nullable String text) {
    telling = text;
  }

  /** All requests of this kind so far, in order. */
  public <Q extends Request> List<Q> asked(Class<Q> type) {
    return asked.stream().filter(type::isInstance).map(type::cast).toList();
  }

  /** Nobody holds anything any more. */
  synchronized void releaseAll() {
    leases.clear();
  }

  /** Closes all sessions without a word. */
  synchronized void closeSessions() {
    sessions.clear();
  }

  synchronized List<FileKey> held(String session) {
    return leases.values().stream()
        .filter(lease -> lease.holder().session().equals(session))
        .map(FileLease::file)
        .toList();
  }

  private LeaseAnswer acquire(AcquireLeases take) {
    List<FileLease> held =
        take.files().stream()
            .map(leases::get)
            .filter(lease -> lease != null && !lease.holder().equals(take.holder()))
            .toList();
    if (!held.isEmpty()) {
      String text = held.getFirst().agent() + " holds " + held.getFirst().file().path();
      return new LeaseAnswer(false, List.of(), held, List.of(), List.of(), false, 1, text);
    }
    List<FileLease> granted = new ArrayList<>();
    for (FileKey file : take.files()) {
      granted.add(leases.computeIfAbsent(file, key -> lease(key, take)));
    }
    return new LeaseAnswer(true, granted, List.of(), List.of(), List.of(), false, 0, telling);
  }

  private FileLease lease(FileKey file, AcquireLeases take) {
    return new FileLease(
        LeaseId.next(NOW, random),
        file,
        take.holder(),
        String.valueOf(take.agent()),
        take.taskId(),
        take.intent(),
        leases.size() + 1,
        NOW,
        NOW,
        NOW.plusSeconds(600),
        NOW.plusSeconds(3600),
        false,
        0);
  }

  private LeasesRenewed renew(RenewLeases renew) {
    List<FileLease> kept = new ArrayList<>();
    List<FileKey> unheld = new ArrayList<>();
    for (FileKey file : renew.files()) {
      FileLease lease = leases.get(file);
      if (lease != null && lease.holder().equals(renew.holder())) {
        kept.add(lease);
      } else {
        unheld.add(file);
      }
    }
    return new LeasesRenewed(kept, unheld, List.of(), telling);
  }

  private LeasesReleased release(ReleaseLeases give) {
    Holder holder = give.holder();
    List<FileLease> gone =
        leases.values().stream()
            .filter(lease ->
                holder == null
                    ? give.ids().contains(lease.id())
                    : lease.holder().equals(holder)
                        || (holder.subagent() == null && lease.holder().parent().equals(holder)))
            .filter(lease -> give.files().isEmpty() || give.files().contains(lease.file()))
            .toList();
    gone.forEach(lease -> leases.remove(lease.file()));
    return new LeasesReleased(gone);
  }

  private LeaseList list() {
    return new LeaseList(NOW, List.copyOf(leases.values()));
  }

  private LandingChecked check(CheckLanding check) {
    Holder holder = check.holder();
    List<FileLease> foreign =
        check.files().stream()
            .map(leases::get)
            .filter(lease ->
                lease != null
                    && holder != null
                    && !lease.holder().session().equals(holder.session()))
            .toList();
    Landing landing = holder == null ? Landing.UNCHECKED : Landing.CHECKED;
    return foreign.isEmpty()
        ? new LandingChecked(landing, List.of(), null)
        : new LandingChecked(Landing.STALE, foreign, "others hold this");
  }

  private SessionAnswer open(OpenSession open) {
    String name =
        open.vendor() + "-" + open.session().substring(0, Math.min(8, open.session().length()));
    var agent =
        new Agent(
            AgentId.next(NOW, random),
            name,
            open.vendor().toString(),
            List.of(),
            List.of(),
            AgentState.FREE,
            NOW,
            NOW,
            null,
            null,
            0,
            0,
            true);
    SessionAnswer before = sessions.get(open.session());
    var answer = before == null ? new SessionAnswer(agent, null, null, telling) : told(before);
    sessions.put(open.session(), answer);
    return answer;
  }

  private SessionAnswer told(SessionAnswer before) {
    return new SessionAnswer(before.agent(), before.taskId(), before.taskState(), telling);
  }

  private SessionAnswer prompt(PromptSession prompt) {
    SessionAnswer before = known(prompt.session());
    var answer =
        new SessionAnswer(
            before.agent(),
            before.taskId() == null ? TaskId.next(NOW, random) : before.taskId(),
            TaskState.RUNNING,
            telling);
    sessions.put(prompt.session(), answer);
    return answer;
  }

  private SessionAnswer ended(String session) {
    SessionAnswer before = known(session);
    var answer = new SessionAnswer(before.agent(), before.taskId(), TaskState.SUCCEEDED, null);
    sessions.put(session, new SessionAnswer(before.agent(), null, null, null));
    return answer;
  }

  private SessionAnswer known(String session) {
    SessionAnswer answer = sessions.get(session);
    if (answer == null) {
      throw new Refused(FailureCode.NOT_FOUND, "no session " + session);
    }
    return answer;
  }

  private EditsRecorded edits(RecordEdits edits) {
    return new EditsRecorded(edits.files().size(), edits.unleased().size());
  }
}
