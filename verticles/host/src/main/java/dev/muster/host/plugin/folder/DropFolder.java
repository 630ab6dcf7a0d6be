package dev.muster.host.plugin.folder;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder into which plugins are dropped, looked at again and again by one thread. A file is
 * read once two scans in a row saw it the same, and again only when it changed; while it is being
 * written, what was told of it before still holds. The ids of one scan differ from each other.
 */
public final class DropFolder {
  private static final Logger LOG = LoggerFactory.getLogger(DropFolder.class);
  private static final int ENTRIES_MAX = 256;

  /** A file: how it stood at the last scan, and what it said when it stood still. */
  private record Seen(Object stamp, @Nullable Object readAt, @Nullable Found told) {
    private static final Seen NEVER = new Seen("never", null, null);
  }

  private final Path folder;
  private final boolean bundled;
  private final CandidateReader reader;
  private final Map<Path, Seen> seen = new LinkedHashMap<>();
  private String warned = "";

  /** {@code bundled} for the folder of the plugins that came with the host. */
  public DropFolder(Path folder, boolean bundled) {
    this.folder = folder;
    this.bundled = bundled;
    this.reader = new CandidateReader(bundled);
  }

  /** Looks once: everything that is known to be there. */
  public List<Found> scan() {
    try {
      List<Path> entries = entries();
      seen.keySet().retainAll(Set.copyOf(entries));
      entries.forEach(entry -> seen.putIfAbsent(entry, Seen.NEVER));
      if (!bundled) {
        FileStatus.of(folder).refuseWritableByAll(folder);
      }
      entries.forEach(this::look);
    } catch (NoSuchFileException gone) {
      seen.clear();
    } catch (PluginRefused refused) {
      return refused(refused);
    } catch (IOException | DirectoryIteratorException unreadable) {
      // What cannot be looked at is not gone: what was told of it holds until the next scan.
      warn("cannot read " + folder + ": " + unreadable.getMessage());
    }
    return distinct();
  }

  private List<Path> entries() throws IOException {
    List<Path> entries = new ArrayList<>();
    try (DirectoryStream<Path> all =
        Files.newDirectoryStream(folder, entry -> CandidateReader.kind(entry).isPresent())) {
      all.forEach(entries::add);
    }
    Collections.sort(entries);
    if (entries.size() > ENTRIES_MAX) {
      warn(
          folder + " holds more than " + ENTRIES_MAX + " plugins: the last ones are not looked at");
      return entries.subList(0, ENTRIES_MAX);
    }
    return entries;
  }

  /** Says it once, and not at every scan. */
  private void warn(String text) {
    if (!text.equals(warned)) {
      LOG.warn(text);
      warned = text;
    }
  }

  private void look(Path entry) {
    Object stamp = stamp(entry);
    Seen before = seen.getOrDefault(entry, Seen.NEVER);
    if (!stamp.equals(before.stamp())) {
      seen.put(entry, new Seen(stamp, before.readAt(), before.told()));
    } else if (!stamp.equals(before.readAt())) {
      Found found = reader.read(entry);
      Object after = stamp(entry);
      if (after.equals(stamp)) {
        seen.put(entry, new Seen(stamp, stamp, named(found, before.told())));
      } else {
        seen.put(entry, new Seen(after, before.readAt(), before.told()));
      }
    }
  }

  /** Everything that changes when somebody writes it. */
  private static Object stamp(Path entry) {
    try {
      Path target = entry.toRealPath();
      FileStatus status = FileStatus.of(target);
      return List.of(target, status.folder() ? FolderTree.of(target) : status);
    } catch (PluginRefused | IOException | DirectoryIteratorException refused) {
      return String.valueOf(refused.getMessage());
    }
  }

  /** A file that can no longer be read is known by the id that it had. */
  private static Found named(Found found, @Nullable Found before) {
    if (found instanceof Invalid invalid
        && before != null
        && invalid.id().equals(CandidateReader.plainName(invalid.path()))) {
      return new Invalid(invalid.path(), before.id(), invalid.reason());
    }
    return found;
  }

  private List<Found> refused(PluginRefused why) {
    List<Found> found = new ArrayList<>();
    for (Map.Entry<Path, Seen> each : seen.entrySet()) {
      Found told = each.getValue().told();
      String id = told == null ? CandidateReader.plainName(each.getKey()) : told.id();
      found.add(new Invalid(each.getKey(), id, String.valueOf(why.getMessage())));
    }
    return found;
  }

  /** The first of two plugins with one id has it; of the others, none is told by that id. */
  private List<Found> distinct() {
    Map<String, Path> owners = new HashMap<>();
    List<Found> found = new ArrayList<>();
    List<Invalid> rest = new ArrayList<>();
    for (Seen each : seen.values()) {
      if (each.told() instanceof Candidate candidate) {
        String id = candidate.id();
        Path owner = owners.putIfAbsent(id, candidate.path());
        if (owner == null) {
          found.add(candidate);
        } else {
          Path path = candidate.path();
          String why = path + ": expected an id of its own, found " + id + ", that of " + owner;
          rest.add(new Invalid(path, CandidateReader.plainName(path), why));
        }
      } else if (each.told() instanceof Invalid invalid) {
        rest.add(invalid);
      }
    }
    for (Invalid invalid : rest) {
      String id = invalid.id();
      while (owners.putIfAbsent(id, invalid.path()) != null) {
        id += "~";
      }
      found.add(new Invalid(invalid.path(), id, invalid.reason()));
    }
    return List.copyOf(found);
  }
}
