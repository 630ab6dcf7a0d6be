package dev.muster.lab.replay;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a demo came to, from the host's records and the integration log.
 *
 * <p>The useful share is the slot time of parts that landed over agents x makespan: a slot's time
 * counts by the fraction of its own parts that this very slot landed. The busy share counts the
 * time of all slots.
 */
record DemoFigures(
    int succeeded,
    int failed,
    int lost,
    int wastedAttempts,
    Duration makespan,
    double usefulShare,
    double busyShare,
    Map<String, Integer> classes,
    int decisions,
    int slotsMax,
    List<Long> pidsAtOnce,
    List<Proof> proofs) {
  private static final Set<String> NOT_WASTED = Set.of("succeeded", "unclaimed");

  /** A slot of an attempt with several, and a part that it landed, or none. */
  record Proof(
      String task,
      int slot,
      @Nullable Integer part,
      long fence,
      long pid,
      @Nullable String from,
      @Nullable String to) {}

  /** Names the claim of one slot. */
  private record Claim(String task, int slot, long fence) {}

  DemoFigures {
    classes = Map.copyOf(classes);
    pidsAtOnce = List.copyOf(pidsAtOnce);
    proofs = List.copyOf(proofs);
  }

  static DemoFigures of(
      DemoPlan plan, TaskIds ids, List<TaskRecord> records, List<LandedPart> log) {
    Map<Claim, List<LandedPart>> landed = new HashMap<>();
    for (LandedPart part : log) {
      landed
          .computeIfAbsent(
              new Claim(part.task(), part.slot(), part.fence()), _ -> new ArrayList<>())
          .add(part);
    }
    Duration makespan = makespan(records);
    double available = plan.options().agents() * seconds(makespan);
    int succeeded = count(records, "SUCCEEDED"::equals);
    int ended = count(records, Watch::ended);
    return new DemoFigures(
        succeeded,
        ended - succeeded,
        ids.all().size() - ended,
        wasted(records),
        makespan,
        available == 0 ? 0 : useful(plan, ids, records, landed) / available,
        available == 0 ? 0 : busy(records) / available,
        classes(records),
        records.stream().mapToInt(task -> task.classes().size()).sum(),
        attempts(records).mapToInt(attempt -> attempt.slots().size()).max().orElse(0),
        pidsAtOnce(records),
        proofs(records, landed));
  }

  private static int count(List<TaskRecord> records, Predicate<String> state) {
    return (int) records.stream().filter(task -> state.test(task.state())).count();
  }

  private static Stream<TaskRecord.AttemptRow> attempts(List<TaskRecord> records) {
    return records.stream().flatMap(task -> task.attempts().stream());
  }

  private static int wasted(List<TaskRecord> records) {
    return (int)
        attempts(records)
            .map(TaskRecord.AttemptRow::result)
            .filter(result -> result != null && !NOT_WASTED.contains(result))
            .count();
  }

  private static Duration makespan(List<TaskRecord> records) {
    Instant first =
        instants(records, TaskRecord.AttemptRow::openedAt).findFirst().orElse(Instant.EPOCH);
    Instant last =
        instants(records, TaskRecord.AttemptRow::closedAt)
            .reduce((_, later) -> later)
            .orElse(first);
    return Duration.between(first, last);
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }

  private static double busy(List<TaskRecord> records) {
    return attempts(records)
        .flatMap(attempt -> attempt.slots().stream())
        .mapToDouble(slot -> seconds(slot.time()))
        .sum();
  }

  private static double useful(
      DemoPlan plan, TaskIds ids, List<TaskRecord> records, Map<Claim, List<LandedPart>> landed) {
    double useful = 0;
    for (TaskRecord task : records) {
      Integer number = ids.number(task.id());
      if (number == null) {
        continue;
      }
      for (TaskRecord.AttemptRow attempt : task.attempts()) {
        for (TaskRecord.SlotRow slot : attempt.slots()) {
          int own =
              new SlotWork(plan.tasks().get(number), slot.slot(), attempt.slots().size())
                  .parts()
                  .size();
          int in = landed.getOrDefault(claim(task, slot), List.of()).size();
          useful += own == 0 ? 0 : seconds(slot.time()) * Math.min(in, own) / own;
        }
      }
    }
    return useful;
  }

  private static Map<String, Integer> classes(List<TaskRecord> records) {
    var classes = new TreeMap<String, Integer>();
    records.forEach(task -> task.classes().forEach(name -> classes.merge(name, 1, Integer::sum)));
    return classes;
  }

  /** The processes of the largest attempt whose slots were all worked on at one moment. */
  private static List<Long> pidsAtOnce(List<TaskRecord> records) {
    return attempts(records)
        .map(TaskRecord.AttemptRow::slots)
        .filter(slots -> slots.size() > 1 && atOneMoment(slots))
        .max(Comparator.comparingInt(List::size))
        .orElse(List.of())
        .stream()
        .map(TaskRecord.SlotRow::pid)
        .toList();
  }

  private static boolean atOneMoment(List<TaskRecord.SlotRow> slots) {
    Instant lastStart = Instant.MIN;
    Instant firstEnd = Instant.MAX;
    for (TaskRecord.SlotRow slot : slots) {
      if (slot.from() == null || slot.to() == null) {
        return false;
      }
      Instant from = Instant.parse(slot.from());
      Instant to = Instant.parse(slot.to());
      lastStart = from.isAfter(lastStart) ? from : lastStart;
      firstEnd = to.isBefore(firstEnd) ? to : firstEnd;
    }
    return lastStart.isBefore(firstEnd);
  }

  private static List<Proof> proofs(List<TaskRecord> records, Map<Claim, List<LandedPart>> landed) {
    var proofs = new ArrayList<Proof>();
    for (TaskRecord task : records) {
      for (TaskRecord.AttemptRow attempt : task.attempts()) {
        if (attempt.slots().size() > 1) {
          attempt.slots().forEach(slot -> prove(task, slot, landed, proofs));
        }
      }
    }
    return proofs;
  }

  private static void prove(
      TaskRecord task,
      TaskRecord.SlotRow slot,
      Map<Claim, List<LandedPart>> landed,
      List<Proof> proofs) {
    List<LandedPart> parts = landed.getOrDefault(claim(task, slot), List.of());
    if (parts.isEmpty()) {
      proofs.add(proof(task, slot, null));
    }
    parts.reversed().forEach(part -> proofs.add(proof(task, slot, part.part())));
  }

  private static Proof proof(TaskRecord task, TaskRecord.SlotRow slot, @Nullable Integer part) {
    return new Proof(
        task.id(), slot.slot(), part, slot.fence(), slot.pid(), slot.from(), slot.to());
  }

  private static Claim claim(TaskRecord task, TaskRecord.SlotRow slot) {
    return new Claim(task.id(), slot.slot(), slot.fence());
  }

  private static Stream<Instant> instants(
      List<TaskRecord> records, Function<TaskRecord.AttemptRow, @Nullable Instant> which) {
    return attempts(records).map(which).filter(Objects::nonNull).sorted();
  }
}
