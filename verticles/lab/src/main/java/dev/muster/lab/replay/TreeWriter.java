package dev.muster.lab.replay;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes trees as an older tree with some entries replaced, through an index of its own. */
final class TreeWriter {
  private final Git git;
  private final Path temporary;

  TreeWriter(Git git, Path temporary) {
    this.git = git;
    this.temporary = temporary;
  }

  /** The tree that is {@code tree} with each path set to its entry, or removed when absent. */
  String write(String tree, Map<RepoPath, TreeEntry> entries) {
    Path index = null;
    try {
      Files.createDirectories(temporary);
      index = Files.createTempFile(temporary, "index", "");
      Files.delete(index);
      Git own = git.with("GIT_INDEX_FILE", index.toAbsolutePath().toString());
      own.line("read-tree", tree);
      own.must(indexLines(entries), "update-index", "-z", "--index-info");
      // A snapshot may lack blobs that no task touches.
      return own.line("write-tree", "--missing-ok");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      deleteQuietly(index);
    }
  }

  /** Removals first: a file must be gone before a directory of its name can come, and back. */
  private static byte[] indexLines(Map<RepoPath, TreeEntry> entries) {
    var lines = new ByteArrayOutputStream();
    entries.forEach((path, entry) -> append(lines, path, entry, true));
    entries.forEach((path, entry) -> append(lines, path, entry, false));
    return lines.toByteArray();
  }

  private static void append(
      ByteArrayOutputStream lines, RepoPath path, TreeEntry entry, boolean removals) {
    if (entry.isAbsent() == removals) {
      String head = (removals ? "0" : entry.mode()) + " " + entry.blob() + "\t";
      lines.writeBytes(head.getBytes(StandardCharsets.ISO_8859_1));
      lines.writeBytes(path.raw());
      lines.write(0);
    }
  }

  private static void deleteQuietly(@Nullable Path index) {
    try {
      if (index != null) {
        Files.deleteIfExists(index);
      }
    } catch (IOException _) {
      // A left-over index costs a few kilobytes in the demo's own folder.
    }
  }
}
