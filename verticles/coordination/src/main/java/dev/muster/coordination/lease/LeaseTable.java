package dev.muster.coordination.lease;

import dev.muster.contract.FileKey;
import dev.muster.contract.FileLease;
import dev.muster.contract.Holder;
import dev.muster.contract.LeaseId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Every lease that has not ended, found by file, by id, by session and by the same path in other
 * worktrees. Equal strings are kept once: ten thousand leases name few repositories and sessions.
 */
final class LeaseTable {
  /** One path of a repository, whatever the worktree. */
  private record SharedPath(String repo, String path) {}

  private final Map<FileKey, Hold> byFile = new HashMap<>();
  private final Map<LeaseId, Hold> byId = new HashMap<>();
  private final Map<String, Set<Hold>> bySession = new HashMap<>();
  private final Map<SharedPath, List<Hold>> byPath = new HashMap<>();
  private final Map<String, String> words = new HashMap<>();

  /** Keeps a lease; its file must be free. */
  Hold add(FileLease lease) {
    FileKey file =
        new FileKey(one(lease.file().repo()), one(lease.file().worktree()), lease.file().path());
    String subagent = lease.holder().subagent();
    Holder holder =
        new Holder(one(lease.holder().session()), subagent == null ? null : one(subagent));
    String intent = lease.intent();
    var hold =
        new Hold(lease, file, holder, one(lease.agent()), intent == null ? null : one(intent));
    if (byFile.putIfAbsent(file, hold) != null) {
      throw new IllegalStateException(file + " has a lease");
    }
    byId.put(hold.id(), hold);
    bySession.computeIfAbsent(holder.session(), _ -> new LinkedHashSet<>()).add(hold);
    byPath.computeIfAbsent(sharedPath(file), _ -> new ArrayList<>(1)).add(hold);
    return hold;
  }

  void remove(Hold hold) {
    byFile.remove(hold.file());
    byId.remove(hold.id());
    String session = hold.holder().session();
    Set<Hold> ofSession = bySession.get(session);
    if (ofSession != null && ofSession.remove(hold) && ofSession.isEmpty()) {
      bySession.remove(session);
    }
    SharedPath path = sharedPath(hold.file());
    List<Hold> ofPath = byPath.get(path);
    if (ofPath != null && ofPath.remove(hold) && ofPath.isEmpty()) {
      byPath.remove(path);
    }
    if (byFile.isEmpty()) {
      words.clear();
    }
  }

  @Nullable Hold on(FileKey file) {
    return byFile.get(file);
  }

  /** The leases on those of these files that have one. */
  Stream<Hold> on(List<FileKey> files) {
    return files.stream().map(byFile::get).filter(Objects::nonNull);
  }

  @Nullable Hold of(LeaseId id) {
    return byId.get(id);
  }

  /** What a session and its sub-agents hold, oldest first. */
  List<Hold> ofSession(String session) {
    return List.copyOf(bySession.getOrDefault(session, Set.of()));
  }

  /** What one holder has, oldest first. */
  List<Hold> ofHolder(Holder holder) {
    return bySession.getOrDefault(holder.session(), Set.of()).stream()
        .filter(hold -> hold.holder().equals(holder))
        .toList();
  }

  /** Leases of other sessions on the same path in other worktrees. */
  List<Hold> beside(FileKey file, String session) {
    return byPath.getOrDefault(sharedPath(file), List.of()).stream()
        .filter(hold -> !hold.file().worktree().equals(file.worktree()) && !hold.isOf(session))
        .toList();
  }

  /** When the holder's oldest lease was granted, in milliseconds; the end of time without one. */
  long firstGrant(Holder holder) {
    return ofHolder(holder).stream().mapToLong(Hold::grantedAt).min().orElse(Long.MAX_VALUE);
  }

  Collection<Hold> all() {
    return List.copyOf(byFile.values());
  }

  int size() {
    return byFile.size();
  }

  /** Longest held first. */
  static List<FileLease> leases(Collection<Hold> holds) {
    return holds.stream()
        .sorted(Comparator.comparingLong(Hold::grantedAt).thenComparing(hold -> hold.id().value()))
        .map(Hold::lease)
        .toList();
  }

  private static SharedPath sharedPath(FileKey file) {
    return new SharedPath(file.repo(), file.path());
  }

  private String one(String word) {
    String known = words.putIfAbsent(word, word);
    return known == null ? word : known;
  }
}
