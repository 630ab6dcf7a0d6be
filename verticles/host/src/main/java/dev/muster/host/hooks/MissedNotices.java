package dev.muster.host.hooks;

import dev.muster.bus.Bus;
import dev.muster.contract.Addresses;
import dev.muster.contract.FileKey;
import dev.muster.contract.FileLease;
import dev.muster.contract.ListLeases;
import dev.muster.contract.NoticeKind;
import dev.muster.contract.RaiseNotice;
import dev.muster.host.cli.MissedHooks;
import dev.muster.host.cli.MissedHooks.Call;
import dev.muster.host.repo.Checkout;
import dev.muster.host.repo.Repositories;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices of the {@link MissedHooks}, each raised once. What changed in those worktrees without a
 * lease is counted from git. The log gets another name first, so that a line which is written now
 * is kept for the next start, and its last name when all was told, so that a host which ends in
 * between tells it again.
 */
public final class MissedNotices {
  private static final Logger LOG = LoggerFactory.getLogger(MissedNotices.class);
  private static final int NAMED_MAX = 5;
  private static final int KEPT_MAX = 10;
  private static final int TEXT_MAX = 2_000;

  private record About(NoticeKind kind, Optional<Checkout> checkout) {}

  private final Vertx vertx;
  private final Bus bus;
  private final Repositories repositories;
  private final Path data;

  public MissedNotices(Vertx vertx, Bus bus, Repositories repositories, Path data) {
    this.vertx = vertx;
    this.bus = bus;
    this.repositories = repositories;
    this.data = data;
  }

  /** Raises notices on what the log holds; {@code now} names what was told. */
  public Future<Void> raise(Instant now) {
    return vertx
        .executeBlocking(this::read)
        .compose(lines -> lines == null ? Future.succeededFuture() : about(lines))
        .compose(told ->
            vertx.executeBlocking(() -> {
              archive(now);
              return true;
            }))
        .onFailure(failure -> LOG.warn("missed hooks are not told", failure))
        .mapEmpty();
  }

  private Path reading() {
    return data.resolve("hooks-missed.reading");
  }

  private List<Call> read() throws IOException {
    Path log = MissedHooks.log(data);
    if (!Files.exists(reading()) && Files.exists(log)) {
      Files.move(log, reading(), StandardCopyOption.ATOMIC_MOVE);
    }
    return MissedHooks.in(reading()).real().calls();
  }

  private void archive(Instant now) throws IOException {
    if (Files.exists(reading())) {
      Path told = data.resolve("hooks-missed." + now.getEpochSecond() + ".log");
      Files.move(reading(), told, StandardCopyOption.REPLACE_EXISTING);
    }
    try (Stream<Path> files = Files.list(data)) {
      List<Path> old =
          files
              .filter(file -> file.getFileName().toString().matches("hooks-missed\\.\\d+\\.log"))
              .sorted()
              .toList();
      for (Path file : old.subList(0, Math.max(0, old.size() - KEPT_MAX))) {
        Files.delete(file);
      }
    }
  }

  private Future<Void> about(List<Call> lines) {
    Map<String, Optional<Checkout>> places = new LinkedHashMap<>();
    Future<Void> told = Future.succeededFuture();
    for (String cwd : lines.stream().map(Call::folder).distinct().toList()) {
      told =
          told.compose(done -> checkout(cwd)).onSuccess(found -> places.put(cwd, found)).mapEmpty();
    }
    return told.compose(done -> {
      Map<About, List<Call>> groups = new LinkedHashMap<>();
      for (Call line : lines) {
        var about = new About(kind(line), places.getOrDefault(line.folder(), Optional.empty()));
        groups.computeIfAbsent(about, a -> new ArrayList<>()).add(line);
      }
      Future<Void> all = Future.succeededFuture();
      for (var group : groups.entrySet()) {
        all = all.compose(before -> tell(group.getKey(), group.getValue()));
      }
      return all;
    });
  }

  private static NoticeKind kind(Call line) {
    return MissedHooks.refused(line.reason()) ? NoticeKind.HOOKS_REFUSED : NoticeKind.HOOKS_MISSED;
  }

  private Future<Optional<Checkout>> checkout(String cwd) {
    return cwd.startsWith("/")
        ? repositories.checkout(cwd).otherwise(Optional.empty())
        : Future.succeededFuture(Optional.empty());
  }

  private Future<Void> tell(About about, List<Call> lines) {
    return about
        .checkout()
        .map(this::unleased)
        .orElseGet(() -> Future.succeededFuture(""))
        .compose(changes -> {
          String repo = about.checkout().map(Checkout::repo).orElse(null);
          String text = sentence(about, lines) + changes;
          return bus.request(
              Addresses.NOTICE_RAISE,
              new RaiseNotice(
                  about.kind(),
                  repo,
                  null,
                  lines.size(),
                  text.length() > TEXT_MAX ? text.substring(0, TEXT_MAX) : text));
        })
        .mapEmpty();
  }

  private static String sentence(About about, List<Call> lines) {
    List<Instant> times = lines.stream().map(Call::at).sorted().toList();
    return "%d hook%s of %s %s from %s to %s (%s)."
        .formatted(
            lines.size(),
            lines.size() == 1 ? "" : "s",
            lines.stream()
                .map(Call::vendor)
                .distinct()
                .sorted()
                .collect(Collectors.joining(" and ")),
            about.kind() == NoticeKind.HOOKS_REFUSED
                ? lines.size() == 1 ? "was refused" : "were refused"
                : "found no host",
            times.getFirst(),
            times.getLast(),
            new MissedHooks(lines).why());
  }

  /** What differs from the commit now and that nobody has a lease on. */
  private Future<String> unleased(Checkout checkout) {
    return repositories
        .look(checkout, Map.of())
        .compose(look ->
            bus.request(Addresses.LEASE_LIST, new ListLeases(checkout.repo(), null))
                .map(list -> {
                  Set<String> paths = new TreeSet<>(look.dirty().keySet());
                  list.leases().stream()
                      .map(FileLease::file)
                      .filter(file -> file.worktree().equals(checkout.worktree()))
                      .map(FileKey::path)
                      .forEach(paths::remove);
                  return named(checkout.worktree(), paths);
                }))
        .recover(unreadable -> Future.succeededFuture(""));
  }

  private static String named(String worktree, Collection<String> paths) {
    if (paths.isEmpty()) {
      return " Nothing in " + worktree + " is changed without a lease.";
    }
    String some = paths.stream().limit(NAMED_MAX).collect(Collectors.joining(", "));
    int more = paths.size() - NAMED_MAX;
    return " Changed in %s without a lease: %d file%s, %s%s."
        .formatted(
            worktree,
            paths.size(),
            paths.size() == 1 ? "" : "s",
            some,
            more > 0 ? " and " + more + " more" : "");
  }
}
