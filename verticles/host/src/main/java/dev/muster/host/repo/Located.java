package dev.muster.host.repo;

import dev.muster.contract.FileKey;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Paths as keys of leases, each once, and those that are never leased with the reason. */
public record Located(List<FileKey> files, List<Skipped> skipped) {
  /** A path as it was asked for, and why it has no key. */
  public record Skipped(String path, Reason reason) {}

  /** Why a path is never leased. */
  public enum Reason {
    OUTSIDE("outside any repository"),
    IN_GIT("inside .git"),
    FOLDER("a folder"),
    IGNORED("ignored by git"),
    GENERATED("marked as generated"),
    MALFORMED("no path that this system can name");

    private final String words;

    Reason(String words) {
      this.words = words;
    }

    /** As a person reads it. */
    @Override
    public String toString() {
      return words;
    }
  }

  public Located {
    files = List.copyOf(files);
    skipped = List.copyOf(skipped);
  }

  /** One sentence on what is not leased; null when all is. */
  public @Nullable String note() {
    return skipped.isEmpty()
        ? null
        : skipped.stream()
            .map(one -> one.path() + " (" + one.reason() + ")")
            .collect(Collectors.joining(", ", "No lease is needed or given for ", "."));
  }
}
