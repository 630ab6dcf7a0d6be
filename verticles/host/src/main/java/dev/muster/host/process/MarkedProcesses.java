package dev.muster.host.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The living processes that have a variable with a value of its own in the environment that they
 * were started with, wherever in the tree they are: a process that left its group and its session
 * still has it. One that drops its environment as well is not found.
 */
public final class MarkedProcesses {
  /** Linux lets a process have more; a mark stands in front of what the process itself adds. */
  private static final int ENVIRONMENT_BYTES_MAX = 256 * 1024;

  private final String entry;

  public MarkedProcesses(String variable, String value) {
    this.entry = "\0" + variable + "=" + value + "\0";
  }

  /** Their process ids; empty where there is no {@code /proc}. */
  public List<Long> living() {
    var found = new ArrayList<Long>();
    if (!GroupMembers.known()) {
      return found;
    }
    try (var folders = Files.newDirectoryStream(GroupMembers.PROC, GroupMembers::isProcess)) {
      for (Path folder : folders) {
        if (marked(folder)) {
          found.add(Long.parseLong(folder.getFileName().toString()));
        }
      }
    } catch (DirectoryIteratorException | IOException e) {
      return found;
    }
    return found;
  }

  private boolean marked(Path folder) {
    try (InputStream environment = Files.newInputStream(folder.resolve("environ"))) {
      byte[] bytes = environment.readNBytes(ENVIRONMENT_BYTES_MAX);
      return ("\0" + new String(bytes, StandardCharsets.ISO_8859_1)).contains(entry);
    } catch (IOException e) {
      return false; // it ended meanwhile, or is another user's
    }
  }
}
