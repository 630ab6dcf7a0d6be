package dev.muster.host.hooks;

import dev.muster.contract.FileKey;
import dev.muster.contract.FileLease;
import dev.muster.contract.Holder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who did what between two looks at a worktree: {@code actor} is the session that changed the
 * files, known when no other had a shell meanwhile; {@code unleased} are changes that no lease of
 * those sessions covers; {@code landed} the committed files of each session; {@code clean} the
 * leases that a commit made needless.
 */
record Findings(
    @Nullable String actor,
    List<FileKey> edited,
    List<FileKey> unleased,
    Map<String, List<FileKey>> landed,
    Map<Holder, List<FileKey>> clean) {

  /** The changes of a worktree; {@code dirty} are paths that still differ from its commit. */
  record Seen(Collection<FileKey> changed, Collection<FileKey> committed, Set<String> dirty) {}

  /**
   * Concludes from the sessions that had a shell meanwhile, the leases of the repository, and the
   * sessions whose own tool is just writing a path.
   */
  static Findings of(
      Seen seen, Set<String> shells, List<FileLease> leases, Map<String, String> writing) {
    String actor = shells.size() == 1 ? shells.iterator().next() : null;
    Map<FileKey, FileLease> held = new HashMap<>();
    leases.forEach(lease -> held.put(lease.file(), lease));
    List<FileKey> edited = new ArrayList<>();
    List<FileKey> unleased = new ArrayList<>();
    for (FileKey file : seen.changed()) {
      String writer = writing.get(file.path());
      if (writer != null && !writer.equals(actor)) {
        continue;
      }
      if (actor != null) {
        edited.add(file);
      }
      FileLease lease = held.get(file);
      boolean covered =
          lease != null && (shells.isEmpty() || shells.contains(lease.holder().session()));
      if (!covered) {
        unleased.add(file);
      }
    }
    Map<String, List<FileKey>> landed = new LinkedHashMap<>();
    Map<Holder, List<FileKey>> clean = new LinkedHashMap<>();
    for (FileKey file : seen.committed()) {
      FileLease lease = held.get(file);
      String session = lease == null ? actor : lease.holder().session();
      if (session != null) {
        landed.computeIfAbsent(session, name -> new ArrayList<>()).add(file);
      }
      if (lease != null && !seen.dirty().contains(file.path())) {
        clean.computeIfAbsent(lease.holder(), holder -> new ArrayList<>()).add(file);
      }
    }
    return new Findings(actor, edited, unleased, landed, clean);
  }
}
