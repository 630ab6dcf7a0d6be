package dev.muster.coordination.declare;

import dev.muster.contract.Declaration;
import dev.muster.contract.DeclarationState;
import dev.muster.contract.FileKey;
import dev.muster.contract.FileLease;
import dev.muster.contract.Session;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a session is told of who else works in its repository, and what it is asked to do. */
public final class SessionWords {
  private static final int OTHERS_MAX = 7;
  private static final int FILES_MAX = 3;

  private static final String REQUEST =
      "Before you edit, say which files and lines you are going to change: muster declare"
          + " PATH[:from-to]... --intent \"what for\" (or the MCP tool declare_files). The answer"
          + " says who else is near.";

  /** One other session, as far as anything is known of it. */
  private static final class Other {
    private final String agent;
    private @Nullable String worktree;
    private @Nullable String intent;
    private final Set<String> editing = new LinkedHashSet<>();
    private final Set<String> declared = new LinkedHashSet<>();

    private Other(String agent) {
      this.agent = agent;
    }
  }

  private SessionWords() {}

  /**
   * Who else works in a repository, on what and where, in at most ten lines; null when nobody does.
   */
  public static @Nullable String context(
      String session,
      @Nullable String worktree,
      List<Session> sessions,
      List<FileLease> leases,
      List<Declaration> declarations) {
    Map<String, Other> others = others(session, sessions, leases, declarations);
    if (others.isEmpty()) {
      return null;
    }
    var lines = new ArrayList<String>();
    lines.add(
        others.size() == 1
            ? "Another agent works in this repository now:"
            : others.size() + " other agents work in this repository now:");
    others.values().stream().limit(OTHERS_MAX).forEach(other -> lines.add(line(other, worktree)));
    if (others.size() > OTHERS_MAX) {
      lines.add("- and " + (others.size() - OTHERS_MAX) + " more");
    }
    return Phrase.whole(String.join("\n", lines));
  }

  /** What changed without a lease. */
  public static String unleased(List<FileKey> files) {
    return Phrase.some(files.stream().map(file -> Phrase.path(file.path())).toList(), FILES_MAX)
        + " changed without a lease";
  }

  /** The same with the request to declare files first, unless the session did. */
  public static @Nullable String prompt(@Nullable String context, boolean declared) {
    if (declared) {
      return context;
    }
    return context == null ? REQUEST : context + "\n" + REQUEST;
  }

  private static Map<String, Other> others(
      String session,
      List<Session> sessions,
      List<FileLease> leases,
      List<Declaration> declarations) {
    var others = new LinkedHashMap<String, Other>();
    for (Session open : sessions) {
      others.computeIfAbsent(open.session(), name -> new Other(open.agent())).worktree =
          open.worktree();
    }
    for (FileLease lease : leases) {
      Other other =
          others.computeIfAbsent(lease.holder().session(), name -> new Other(lease.agent()));
      other.worktree = lease.file().worktree();
      other.intent = lease.intent() == null ? other.intent : lease.intent();
      other.editing.add(Phrase.path(lease.file().path()));
    }
    for (Declaration declaration : declarations) {
      if (declaration.state() == DeclarationState.ACTIVE && !declaration.readOnly()) {
        Other other =
            others.computeIfAbsent(
                declaration.holder().session(), name -> new Other(declaration.agent()));
        other.worktree = other.worktree == null ? declaration.worktree() : other.worktree;
        other.intent = declaration.intent() == null ? other.intent : declaration.intent();
        declaration.files().forEach(file -> other.declared.add(Phrase.file(file)));
      }
    }
    others.remove(session);
    return others;
  }

  private static String line(Other other, @Nullable String worktree) {
    var line = new StringBuilder("- ").append(other.agent);
    if (other.worktree != null) {
      line.append(
          Objects.equals(other.worktree, worktree)
              ? " in this worktree"
              : " in the worktree " + Phrase.path(other.worktree));
    }
    line.append(Phrase.said(other.intent));
    if (!other.editing.isEmpty()) {
      line.append(", editing ").append(Phrase.some(List.copyOf(other.editing), FILES_MAX));
    }
    if (!other.declared.isEmpty()) {
      line.append(", declared ").append(Phrase.some(List.copyOf(other.declared), FILES_MAX));
    }
    if (other.editing.isEmpty() && other.declared.isEmpty()) {
      line.append(", nothing declared yet");
    }
    return line.toString();
  }
}
