package dev.muster.lab.contention;

import dev.muster.lab.contention.TaskRun.Place;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/**
 * One replay: tasks arrive, agents take them up in the order that the rules rank them, work through
 * their points (end of scouting, each edit, end) and land them. An agent works on one task at a
 * time, at equal speed; a conflict costs nobody time.
 */
final class Replay {
  private sealed interface Event {}

  private record Arrives(TaskRun task) implements Event {}

  private record Reaches(TaskRun task) implements Event {}

  /** A task that was put back may be ready now although nothing else changed. */
  private record LookAgain() implements Event {}

  private final EventQueue<Event> events = new EventQueue<>();
  private final ConflictLedger ledger;
  private final Rules rules;
  private final List<TaskRun> all = new ArrayList<>();
  private final TreeSet<TaskRun> queue;
  private final List<TaskRun> waiting = new ArrayList<>();
  private int idle;

  private Replay(List<PlannedTask> tasks, int agents, Rules rules, ConflictLedger ledger) {
    this.rules = rules;
    this.ledger = ledger;
    this.idle = agents;
    this.queue =
        new TreeSet<>(
            Comparator.<TaskRun>comparingDouble(task -> rules.rank(task.plan()))
                .thenComparingInt(task -> task.plan().number()));
    for (PlannedTask task : tasks) {
      var run = new TaskRun(task);
      all.add(run);
      events.schedule(task.arrival(), new Arrives(run));
    }
  }

  /** Runs all tasks to their end and returns them in the order given. */
  static List<TaskRun> run(List<PlannedTask> tasks, int agents, Strategy strategy) {
    var ledger = new ConflictLedger();
    var replay = new Replay(tasks, agents, strategy.rules().apply(ledger), ledger);
    while (!replay.events.isEmpty()) {
      replay.take(replay.events.next());
    }
    for (TaskRun task : replay.all) {
      if (task.place() != Place.LANDED) {
        throw new IllegalStateException(
            strategy.label() + " left task " + task.plan().number() + " in " + task.place());
      }
    }
    return replay.all;
  }

  private double now() {
    return events.now();
  }

  private void take(Event event) {
    switch (event) {
      case Arrives(TaskRun task) -> queue.add(task);
      case Reaches(TaskRun task) -> {
        task.reached();
        if (task.scouted() && !task.hasEdits()) {
          land(task);
        } else {
          ask(task);
        }
      }
      case LookAgain() -> {}
    }
    askWaiting();
    dispatch();
  }

  private void ask(TaskRun task) {
    Verdict verdict =
        task.scouted() ? rules.edits(task, task.nextEdit(), now()) : rules.scouted(task, now());
    switch (verdict) {
      case Verdict.GoOn() -> pass(task);
      case Verdict.Wait() -> {
        if (task.place() != Place.WAITING) {
          task.waits(now());
          waiting.add(task);
        }
      }
      case Verdict.PutBack(double again, double toll) -> putBack(task, again, toll);
    }
  }

  private void pass(TaskRun task) {
    if (task.place() == Place.WAITING) {
      waiting.remove(task);
      task.goesOn(now());
    }
    if (task.scouted()) {
      ledger.edited(task, task.nextEdit().file());
      task.passedEdit();
    } else {
      task.passedScouting();
      ledger.editing(task);
    }
    scheduleNext(task);
  }

  private void putBack(TaskRun task, double again, double toll) {
    ledger.leftEditing(task);
    rules.left(task);
    if (!task.scouted()) {
      task.passedScouting();
    }
    task.putBack(now(), toll);
    queue.add(task);
    idle++;
    if (again < Double.POSITIVE_INFINITY) {
      events.schedule(again, new LookAgain());
    }
  }

  private void land(TaskRun task) {
    ledger.leftEditing(task);
    ledger.landed(task);
    rules.left(task);
    task.landed(now());
    idle++;
  }

  /** In the order in which they began to wait; one that goes on may let another go on. */
  private void askWaiting() {
    int before;
    do {
      before = waiting.size();
      List.copyOf(waiting).forEach(this::ask);
    } while (waiting.size() != before);
  }

  private void dispatch() {
    for (var tasks = queue.iterator(); idle > 0 && tasks.hasNext(); ) {
      TaskRun task = tasks.next();
      if (rules.mayBegin(task, now())) {
        tasks.remove();
        idle--;
        task.takenUp(now());
        rules.began(task, now());
        if (task.scouted()) {
          ledger.editing(task);
        }
        scheduleNext(task);
      }
    }
  }

  private void scheduleNext(TaskRun task) {
    events.schedule(now() + task.untilNextPoint(), new Reaches(task));
  }
}
