package dev.muster.host.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The living processes of one process group, read from {@code /proc}.
 *
 * <p>A process inherits its group when it is forked, so one that was seen outside the group is not
 * read again while it lives: a scan costs one listing and a few reads. Confined to one thread.
 */
public final class GroupMembers {
  public static final Path PROC = Path.of("/proc");

  private final long group;
  private Set<String> strangers = new HashSet<>();

  public GroupMembers(long group) {
    this.group = group;
  }

  /** False on systems without {@code /proc}, where members cannot be listed. */
  public static boolean known() {
    return Files.isReadable(PROC.resolve("self/stat"));
  }

  /** Process ids of the members that are not zombies. */
  public List<String> living() {
    var members = new ArrayList<String>();
    var seen = new HashSet<String>();
    try (var folders = Files.newDirectoryStream(PROC, GroupMembers::isProcess)) {
      for (Path folder : folders) {
        String id = folder.getFileName().toString();
        if (strangers.contains(id)) {
          seen.add(id);
        } else {
          classify(folder, id, members, seen);
        }
      }
    } catch (DirectoryIteratorException | IOException e) {
      return members;
    }
    strangers = seen;
    return members;
  }

  private void classify(Path folder, String id, List<String> members, Set<String> seen) {
    try {
      // "pid (name) state parent group ...", and a name may hold spaces and parentheses.
      String stat = Files.readString(folder.resolve("stat"), StandardCharsets.ISO_8859_1);
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", 4);
      boolean leader = id.equals(Long.toString(group));
      if (Long.parseLong(fields[2]) != group) {
        if (!leader) {
          seen.add(id);
        }
      } else if (!fields[0].equals("Z") && !fields[0].equals("X")) {
        members.add(id);
      }
    } catch (IOException e) {
      // It ended between the listing and the reading.
    }
  }

  static boolean isProcess(Path folder) {
    return Character.isDigit(folder.getFileName().toString().charAt(0));
  }
}
