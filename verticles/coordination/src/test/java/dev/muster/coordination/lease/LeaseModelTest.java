package dev.muster.coordination.lease;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.contract.EndSubagent;
import dev.muster.contract.FileKey;
import dev.muster.contract.FileLease;
import dev.muster.contract.Holder;
import dev.muster.contract.LeaseAnswer;
import dev.muster.contract.LeasesRenewed;
import dev.muster.contract.ListLeases;
import dev.muster.contract.ReleaseLeases;
import dev.muster.contract.RenewLeases;
import dev.muster.contract.RestLeases;
import dev.muster.coordination.lease.NaiveLeases.Row;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The leases on a real store do what the naive rules do, whatever is asked in whatever order; a
 * failing life is lived again by its seed, which the failure names.
 */
final class LeaseModelTest {
  private static final int STEPS = 2_000;
  private static final List<Holder> HOLDERS =
      List.of(
          Holder.of("ann"),
          new Holder("ann", "s1"),
          new Holder("ann", "s2"),
          Holder.of("bob"),
          new Holder("bob", "s1"));
  private static final List<FileKey> FILES =
      Stream.of("x", "y", "z")
          .flatMap(path -> Stream.of("/r", "/w").map(tree -> new FileKey("/r/.git", tree, path)))
          .toList();

  /** What of a lease both know. */
  private record Seen(
      FileKey file, Holder holder, Instant until, Instant atMost, boolean lent, long edits) {}

  @TempDir Path folder;
  private final Map<String, Integer> done = new TreeMap<>();

  @Test
  void the_leases_do_what_the_rules_say_when_another_worktree_warns() {
    live(false);
  }

  @Test
  void the_leases_do_what_the_rules_say_when_another_worktree_denies() {
    live(true);
  }

  private void live(boolean denyOtherWorktrees) {
    long seed = new Random().nextLong();
    System.out.println("seed " + seed);
    LeaseLimits d = LeaseLimits.defaults();
    var limits =
        new LeaseLimits(
            d.idleTtl(),
            d.restingTtl(),
            d.holdMax(),
            denyOtherWorktrees,
            d.leasesMax(),
            d.perHolderMax(),
            d.waitEdge());
    try (var desk = new LeaseDesk(folder, limits)) {
      var life = new Life(seed, desk, new NaiveLeases(limits));
      for (int step = 0; step < STEPS; step++) {
        try {
          life.step();
        } catch (AssertionError | RuntimeException broken) {
          throw new AssertionError("seed " + seed + ":\n" + String.join("\n", life.last), broken);
        }
      }
    }
    System.out.println(done);
    String all = "denied granted lent lost operator pass release renew rest restart return sleep";
    for (String met : all.split(" ", -1)) {
      assertTrue(done.getOrDefault(met, 0) >= 5, () -> met + " hardly happened: " + done);
    }
  }

  /** The leases beside the model. */
  private final class Life {
    private final Random random;
    private final LeaseDesk desk;
    private final NaiveLeases model;
    private final ArrayDeque<String> last = new ArrayDeque<>();

    private Life(long seed, LeaseDesk desk, NaiveLeases model) {
      this.random = new Random(seed);
      this.desk = desk;
      this.model = model;
    }

    private void step() {
      String what =
          switch (random.nextInt(20)) {
            case 0, 1, 2, 3, 4, 5, 6 -> acquire();
            case 7, 8, 9 -> renew();
            case 10, 11 -> release();
            case 12, 13 -> giveBack();
            case 14, 15, 16 -> pass();
            case 17 -> operator();
            case 18 -> rest();
            default -> rare();
          };
      last.add(desk.now() + " " + what);
      if (last.size() > 40) {
        last.removeFirst();
      }
      done.merge(what.split(" ", -1)[0], 1, Integer::sum);
      assertEquals(expected(), found(list()), what);
    }

    private String acquire() {
      Holder asker = any(HOLDERS);
      List<FileKey> files = some();
      String asked = " " + asker + " " + files;
      Set<FileKey> denying = model.inTheWay(asker, files, desk.now());
      LeaseAnswer answer = desk.acquire(asker, files);
      assertEquals(denying, files(answer.held()), asked);
      assertEquals(denying.isEmpty(), answer.granted(), asked);
      told(asker, answer.expired());
      if (!answer.granted()) {
        assertEquals(model.deny(asker, denying, desk.now()), answer.denials(), asked);
        return "denied" + asked;
      }
      boolean lends =
          model.rows().stream()
              .anyMatch(row -> files.contains(row.file()) && !row.holder().equals(asker));
      model.grant(asker, files, desk.now());
      assertEquals(new HashSet<>(files), files(answer.leases()), asked);
      assertEquals(model.beside(asker, files), answer.beside().size(), asked);
      return (lends ? "lent" : "granted") + asked;
    }

    private String renew() {
      Holder holder = any(HOLDERS);
      List<FileKey> files = some();
      LeasesRenewed renewed =
          desk.ask(l -> CompletableFuture.completedFuture(l.renew(new RenewLeases(holder, files))));
      Set<FileKey> unheld =
          files.stream()
              .filter(file -> !model.renew(holder, file, desk.now()))
              .collect(Collectors.toSet());
      assertEquals(unheld, new HashSet<>(renewed.unheld()));
      told(holder, renewed.expired());
      return "renew " + holder + " " + files;
    }

    private String release() {
      Holder holder = any(HOLDERS);
      List<FileKey> files = random.nextInt(4) == 0 ? List.of() : some();
      var request = new ReleaseLeases(holder, files, List.of(), null);
      int released = desk.ask(l -> l.release(request)).leases().size();
      assertEquals(model.release(holder, files), released);
      return "release " + holder + " " + files;
    }

    private String giveBack() {
      Holder holder = HOLDERS.get(List.of(1, 2, 4).get(random.nextInt(3)));
      int back = desk.ask(l -> l.endSubagent(new EndSubagent(holder))).leases().size();
      assertEquals(model.endSubagent(holder), back);
      return "return " + back + " by " + holder;
    }

    private String operator() {
      List<FileLease> all = list();
      if (all.isEmpty()) {
        return "nothing to release";
      }
      FileLease lease = any(all);
      desk.ask(l -> l.release(new ReleaseLeases(null, List.of(), List.of(lease.id()), null)));
      model.operatorReleases(lease.file());
      return "operator " + lease.file();
    }

    /** Without a sweep now and then: who asks for a file ends what is overdue there. */
    private String pass() {
      desk.pass(Duration.ofSeconds(random.nextInt(random.nextInt(5) == 0 ? 2_000 : 200)));
      if (desk.deniesOtherWorktrees() || random.nextBoolean()) {
        sweep();
      }
      return "pass";
    }

    private void sweep() {
      desk.sweepAfter(Duration.ZERO);
      model.sweep(desk.now());
    }

    private String rest() {
      String session = any(HOLDERS).session();
      desk.ask(l -> CompletableFuture.completedFuture(l.rest(new RestLeases(session))));
      model.rest(session, desk.now());
      return "rest " + session;
    }

    private String rare() {
      var time = Duration.ofSeconds(6 + random.nextInt(10_000));
      if (random.nextBoolean()) {
        desk.sleep(time);
        model.sleep(time);
        list();
        return "sleep " + time;
      }
      for (int sweeps = 0; sweeps < 5; sweeps++) {
        sweep();
      }
      var held = new Holder("host", null);
      FileKey mark = new FileKey("/host/.git", "/host", "mark");
      desk.acquire(held, List.of(mark));
      desk.release(held, List.of(mark));
      desk.restart(time);
      model.restart(time, desk.now());
      return "restart " + time;
    }

    private void told(Holder holder, List<FileLease> expired) {
      List<FileKey> told = model.told(holder);
      done.merge("lost", told.size(), Integer::sum);
      assertEquals(Set.copyOf(told), files(expired));
    }

    private Set<Seen> expected() {
      var seen = new HashSet<Seen>();
      for (Row r : model.rows()) {
        seen.add(new Seen(r.file(), r.holder(), r.until(), r.atMost(), r.lent(), r.edits()));
      }
      return seen;
    }

    private List<FileLease> list() {
      return desk.ask(l -> CompletableFuture.completedFuture(l.list(new ListLeases(null, null))))
          .leases();
    }

    private List<FileKey> some() {
      return random
          .ints(1 + random.nextInt(3), 0, FILES.size())
          .distinct()
          .mapToObj(FILES::get)
          .toList();
    }

    private <T> T any(List<T> list) {
      return list.get(random.nextInt(list.size()));
    }
  }

  private static Set<Seen> found(List<FileLease> leases) {
    return leases.stream()
        .map(l -> new Seen(l.file(), l.holder(), l.until(), l.heldAtMost(), l.lent(), l.edits()))
        .collect(Collectors.toSet());
  }

  private static Set<FileKey> files(Collection<FileLease> leases) {
    return leases.stream().map(FileLease::file).collect(Collectors.toSet());
  }
}
