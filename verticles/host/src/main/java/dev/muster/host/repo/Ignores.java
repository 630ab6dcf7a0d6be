package dev.muster.host.repo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Which paths of one worktree git ignores or calls generated. Git is asked once for a path; after
 * that its answer holds while the files that decide it are unchanged, which costs a few calls of
 * {@code stat} and no process. As git also looks at its index and at files of the user, an answer
 * ends after a while: soon when it takes a path out of the leases.
 */
final class Ignores {
  private static final Duration FREE_LIFE = Duration.ofMinutes(10);
  private static final Duration SKIP_LIFE = Duration.ofSeconds(30);

  /** A git that answers has read the index at its start. */
  private static final Duration STREAM_LIFE = Duration.ofSeconds(60);

  private static final int VERDICTS_MAX = 4_096;
  private static final int RULES_MAX = 10_000;
  private static final String GENERATED = "linguist-generated";

  enum Verdict {
    FREE,
    IGNORED,
    GENERATED
  }

  private record Judged(Verdict verdict, long untilNanos) {}

  /** A file of rules, and whether it says what is generated. */
  private record Rules(FileState state, boolean namesGenerated) {}

  private final Processes processes;
  private final Checkout checkout;
  private final LongSupplier nanos;
  private final Recent<String, Judged> judged = new Recent<>(VERDICTS_MAX);
  private final Map<String, Rules> rules = new HashMap<>();
  private @Nullable GitStream ignores;
  private @Nullable GitStream attributes;
  private long startedNanos;
  private long usedNanos;

  Ignores(Processes processes, Checkout checkout, LongSupplier nanos) {
    this.processes = processes;
    this.checkout = checkout;
    this.nanos = nanos;
  }

  /** What git says of a path, relative to the worktree. */
  synchronized Verdict verdict(String path) {
    boolean mayBeGenerated = readRules(path);
    long now = nanos.getAsLong();
    Judged before = judged.get(path);
    if (before != null && now - before.untilNanos() < 0) {
      return before.verdict();
    }
    Verdict verdict = ask(path, mayBeGenerated);
    Duration life = verdict == Verdict.FREE ? FREE_LIFE : SKIP_LIFE;
    judged.put(path, new Judged(verdict, now + life.toNanos()));
    return verdict;
  }

  /** Ends the processes when nobody asked for so long. */
  synchronized void rest(Duration idle) {
    if (nanos.getAsLong() - usedNanos > idle.toNanos()) {
      close();
    }
  }

  synchronized void close() {
    if (ignores != null) {
      ignores.close();
      ignores = null;
    }
    if (attributes != null) {
      attributes.close();
      attributes = null;
    }
  }

  private Verdict ask(String path, boolean mayBeGenerated) {
    long now = nanos.getAsLong();
    if (now - startedNanos > STREAM_LIFE.toNanos()) {
      close();
    }
    usedNanos = now;
    try {
      if (ignored(path)) {
        return Verdict.IGNORED;
      }
      return mayBeGenerated && generated(path) ? Verdict.GENERATED : Verdict.FREE;
    } catch (IOException ended) {
      // Git ends at a path inside an absent submodule, for example. A lease too many harms nobody.
      close();
      return Verdict.FREE;
    }
  }

  private boolean ignored(String path) throws IOException {
    if (ignores == null) {
      startedNanos = nanos.getAsLong();
      ignores = stream(4, "check-ignore", "--stdin", "-z", "-v", "-n");
    }
    List<String> answer = ignores.ask(path);
    return !answer.get(0).isEmpty() && !answer.get(2).startsWith("!");
  }

  private boolean generated(String path) throws IOException {
    if (attributes == null) {
      attributes = stream(3, "check-attr", "--stdin", "-z", GENERATED);
    }
    String value = attributes.ask(path).get(2);
    return value.equals("set") || value.equals("true");
  }

  private GitStream stream(int fields, String... arguments) throws IOException {
    return new GitStream(processes, Path.of(checkout.worktree()), fields, arguments);
  }

  /** Looks at the files that decide on a path; true when one of them names what is generated. */
  private boolean readRules(String path) {
    boolean changed = rules.size() > RULES_MAX;
    if (changed) {
      rules.clear();
    }
    boolean generated = false;
    for (String place :
        List.of("/info/exclude", "/info/attributes", "/config", "/config.worktree")) {
      changed |= look(checkout.repo() + place);
      generated |= names(checkout.repo() + place);
    }
    int end = 0;
    while (end >= 0) {
      String folder = checkout.worktree() + "/" + path.substring(0, end);
      changed |= look(folder + ".gitignore");
      changed |= look(folder + ".gitattributes");
      generated |= names(folder + ".gitattributes");
      int slash = path.indexOf('/', end);
      end = slash < 0 ? -1 : slash + 1;
    }
    if (changed) {
      judged.clear();
      close();
    }
    return generated;
  }

  private boolean names(String file) {
    Rules known = rules.get(file);
    return known != null && known.namesGenerated();
  }

  /** True when the file was seen before and is another now. */
  private boolean look(String file) {
    FileState now = FileState.of(file);
    Rules before = rules.get(file);
    if (before != null && before.state().equals(now)) {
      return false;
    }
    rules.put(file, new Rules(now, file.endsWith("attributes") && mentionsGenerated(file, now)));
    return before != null;
  }

  private static boolean mentionsGenerated(String file, FileState state) {
    try {
      return state.bytes() > 0
          && new String(Files.readAllBytes(Path.of(file)), StandardCharsets.ISO_8859_1)
              .contains(GENERATED);
    } catch (IOException unreadable) {
      return false;
    }
  }
}
