package dev.muster.host.plugin.folder;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * The files of a plugin that is a folder. Links lead to files of the same folder, not everybody may
 * write it and nothing in it is a pipe or a socket, so that whoever reads it reads what its digest
 * is of, and does not wait.
 */
final class FolderTree {
  private static final int FILES_MAX = 1_000;
  private static final int DEPTH_MAX = 16;

  /** A file: its name in the folder with '/' between, where it is read, and how it stands. */
  record Leaf(String name, Path path, FileStatus status) {}

  private final Path root;
  private final Path real;
  private final List<Leaf> leaves = new ArrayList<>();
  private long bytes;

  private FolderTree(Path root) throws IOException {
    this.root = root;
    this.real = root.toRealPath();
  }

  /** All files, sorted by name. */
  static List<Leaf> of(Path folder) throws IOException, PluginRefused {
    FolderTree tree = new FolderTree(folder);
    tree.add(folder, FileStatus.of(folder), "", 1);
    tree.leaves.sort(Comparator.comparing(Leaf::name));
    return Collections.unmodifiableList(tree.leaves);
  }

  private void add(Path folder, FileStatus itself, String prefix, int depth)
      throws IOException, PluginRefused {
    itself.refuseWritableByAll(folder);
    if (depth > DEPTH_MAX) {
      throw new PluginRefused(folder + " lies deeper than " + DEPTH_MAX + " folders");
    }
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        String name = prefix + entry.getFileName();
        FileStatus status = FileStatus.of(entry, LinkOption.NOFOLLOW_LINKS);
        if (status.folder()) {
          add(entry, status, name + "/", depth + 1);
        } else if (status.link()) {
          Path target = inside(entry);
          add(new Leaf(name, target, FileStatus.of(target)));
        } else {
          add(new Leaf(name, entry, status));
        }
      }
    }
  }

  private Path inside(Path link) throws PluginRefused {
    try {
      Path target = link.toRealPath();
      if (target.startsWith(real)) {
        return target;
      }
      throw new PluginRefused(
          link + " is a link to " + target + ", expected one that stays inside " + root);
    } catch (IOException broken) {
      throw new PluginRefused(link + " is a link that leads nowhere");
    }
  }

  private void add(Leaf leaf) throws PluginRefused {
    if (!leaf.status().regular()) {
      throw new PluginRefused(
          root.resolve(leaf.name()) + " is no regular file, expected files and folders only");
    }
    leaf.status().refuseWritableByAll(leaf.path());
    leaves.add(leaf);
    bytes += leaf.status().size();
    if (leaves.size() > FILES_MAX) {
      throw new PluginRefused(root + " holds more than " + FILES_MAX + " files");
    }
    if (bytes > Digests.BYTES_MAX) {
      throw new PluginRefused(root + " holds more than " + Digests.BYTES_MAX + " bytes");
    }
  }
}
