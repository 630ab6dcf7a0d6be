package dev.muster.coordination;

import dev.muster.contract.Advice;
import dev.muster.contract.Agent;
import dev.muster.contract.AgentId;
import dev.muster.contract.AgentRegistered;
import dev.muster.contract.AgentRoster;
import dev.muster.contract.AgentSeen;
import dev.muster.contract.AgentState;
import dev.muster.contract.Claim;
import dev.muster.contract.ClaimSlot;
import dev.muster.contract.Decide;
import dev.muster.contract.DescribeFleet;
import dev.muster.contract.FleetPicture;
import dev.muster.contract.GetTask;
import dev.muster.contract.Heartbeat;
import dev.muster.contract.LeaseRenewed;
import dev.muster.contract.ListTasks;
import dev.muster.contract.NothingBound;
import dev.muster.contract.OutcomeRecorded;
import dev.muster.contract.RegisterAgent;
import dev.muster.contract.RenewSlot;
import dev.muster.contract.ReportOutcome;
import dev.muster.contract.ReportProgress;
import dev.muster.contract.SubmitTask;
import dev.muster.contract.TaskAccepted;
import dev.muster.contract.TaskCancelled;
import dev.muster.contract.TaskDetail;
import dev.muster.contract.TaskId;
import dev.muster.contract.TaskPage;
import dev.muster.coordination.clock.ClockWatch;
import dev.muster.store.Store;
import dev.muster.store.Tx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * All that one swarm does with its tasks, agents and slots, on one store: each answer is given
 * after the commit that makes it true.
 */
public final class Coordination {
  private final Store store;
  private final InstantSource clock;
  private final Supplier<MachineReading> machine;
  private final Submissions submissions;
  private final Endings endings;
  private final Reports reports;
  private final Claims claims;
  private final Fleet fleet;
  private final Advising advising;
  private final Admissions admissions;
  private final SessionBook book;
  private final Declaring declaring;
  private final Sessions sessions;
  private final Notifications notifications;
  private final ClockWatch clockWatch = new ClockWatch();

  /** Tasks that wait, as of the last sweep plus what was submitted since; only for the writer. */
  private long waiting;

  private Coordination(
      String swarm,
      Start start,
      Store store,
      InstantSource clock,
      Supplier<MachineReading> machine,
      Policy policy,
      RandomGenerator random,
      Limits limits,
      SessionLimits sessionLimits,
      HookPort hooks) {
    this.waiting = start.waiting();
    this.store = store;
    this.clock = clock;
    this.machine = machine;
    this.endings = new Endings(limits, random);
    this.reports = new Reports(endings);
    this.submissions = new Submissions(limits, policy, random, endings);
    this.claims = new Claims(limits, policy.standing());
    this.fleet =
        new Fleet(swarm, limits, random, endings, sessionLimits.fileRules(), policy.standing());
    var deciding = new Deciding(limits, policy);
    this.advising = new Advising(store, clock, machine, submissions, deciding, policy, random);
    var parking = new Parking(sessionLimits, endings);
    var scheduler = new Admission.Scheduler(swarm, start.epoch());
    var admission = new Admission(limits, policy, random, parking, scheduler);
    var clearances = new Clearances(hooks, policy, clock);
    this.admissions = new Admissions(store, clock, machine, admission, clearances);
    var tasks = new SessionTasks(swarm, deciding, machine, policy, random, endings);
    this.book = new SessionBook(sessionLimits, random, tasks);
    this.declaring = new Declaring(sessionLimits, random, parking);
    this.notifications = new Notifications(hooks, store);
    this.sessions = new Sessions(store, clock, random, book, declaring, notifications);
    store.onEvents(notifications::heard);
  }

  /** What a start finds in the store. */
  private record Start(long epoch, long waiting) {}

  /**
   * Takes over the scheduling of {@code swarm} and gives what was bound before time to be claimed.
   */
  public static CompletionStage<Coordination> start(
      String swarm,
      Store store,
      InstantSource clock,
      Supplier<MachineReading> machine,
      Policy policy,
      RandomGenerator random,
      Limits limits,
      SessionLimits sessionLimits,
      HookPort hooks) {
    String holder = "pid " + ProcessHandle.current().pid();
    return store
        .write(tx -> {
          tx.slots().rebind(clock.instant());
          return new Start(tx.takeScheduler(swarm, holder), tx.tasks().waiting());
        })
        .thenApply(start ->
            new Coordination(
                swarm, start, store, clock, machine, policy, random, limits, sessionLimits, hooks));
  }

  /** The sessions and declarations beside the tasks of this swarm. */
  public Sessions sessions() {
    return sessions;
  }

  CompletionStage<TaskAccepted> submit(SubmitTask request) {
    return write((tx, now) -> submissions.submit(tx, request, waiting++, now));
  }

  CompletionStage<TaskDetail> get(GetTask request) {
    return store.read(tx -> Fleet.detail(tx, request.taskId()));
  }

  CompletionStage<TaskPage> list(ListTasks request) {
    return store.read(tx -> Fleet.page(tx, request));
  }

  CompletionStage<TaskCancelled> cancel(TaskId id) {
    return write((tx, now) -> submissions.cancel(tx, id, now));
  }

  /** A claim that finds nothing costs no write. */
  CompletionStage<Claim> claim(ClaimSlot request) {
    return store
        .read(tx -> nothingFor(tx, request.agent()))
        .thenCompose(nothing ->
            nothing
                ? CompletableFuture.completedFuture(new NothingBound())
                : write((tx, now) -> claims.claim(tx, request, now)));
  }

  private boolean nothingFor(Tx tx, AgentId id) {
    Agent agent = tx.agents().find(id);
    return agent != null
        && agent.state() != AgentState.OFFLINE
        && !agent.interactive()
        && tx.slots().claimable(id, clock.instant()) == null;
  }

  CompletionStage<LeaseRenewed> renew(RenewSlot request) {
    return write((tx, now) -> claims.renew(tx, request, now));
  }

  CompletionStage<LeaseRenewed> progress(ReportProgress request) {
    return write((tx, now) -> claims.progress(tx, request, now))
        .whenComplete((renewed, refused) -> {
          if (renewed != null) {
            notifications.progressed(request);
          }
        });
  }

  CompletionStage<OutcomeRecorded> outcome(ReportOutcome report) {
    // A report is refused after its commit, because it may have left a label.
    return write((tx, now) -> reports.report(tx, report, now)).thenApply(Reports.Answer::orThrow);
  }

  CompletionStage<AgentRegistered> register(RegisterAgent request) {
    return write((tx, now) -> fleet.register(tx, request, now));
  }

  CompletionStage<AgentSeen> heartbeat(Heartbeat request) {
    return write((tx, now) -> fleet.heartbeat(tx, request, now));
  }

  CompletionStage<AgentRoster> agents() {
    return store.read(tx -> new AgentRoster(tx.agents().all()));
  }

  CompletionStage<FleetPicture> picture(DescribeFleet request) {
    return store.read(tx -> fleet.picture(tx, clock.instant()));
  }

  /** What would be decided now for a task like this one; stored when that is asked for. */
  CompletionStage<Advice> decide(Decide request) {
    return advising.decide(request);
  }

  /**
   * Admits what can start now; the answer is how many tasks did, and {@code each} hears of those of
   * each commit when it is done.
   */
  CompletionStage<Integer> admit(IntConsumer each) {
    return admissions.admit(each);
  }

  /**
   * Ends what nobody renewed and marks silent agents; after a sleep of the machine, forgives it.
   * The machine is read too, so that a decision after a quiet hour sees its last second.
   */
  CompletionStage<Integer> sweep(long monotonicNanos) {
    Duration slept = clockWatch.jumped(clock.instant(), monotonicNanos);
    notifications.minute(monotonicNanos, machine);
    return write((tx, now) -> {
      if (slept.isPositive()) {
        tx.slots().extend(slept.toMillis());
        tx.sessions().extend(slept.toMillis());
        tx.declarations().extend(slept.toMillis());
        tx.waits().extend(slept.toMillis());
      }
      waiting = tx.tasks().waiting();
      var _ = machine.get();
      return endings.expire(tx, now)
          + fleet.silence(tx, now)
          + book.idle(tx, now)
          + declaring.expire(tx, now);
    });
  }

  private <T> CompletionStage<T> write(BiFunction<Tx, Instant, T> work) {
    return store.write(tx -> work.apply(tx, clock.instant()));
  }

  /** How often to sweep. */
  Duration sweepPeriod() {
    return Duration.ofSeconds(1);
  }
}
