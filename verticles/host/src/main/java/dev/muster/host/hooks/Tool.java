package dev.muster.host.hooks;

import java.util.List;

/**
 * What is kept of a tool's call: the files it edits, the folder they are relative to, whether it is
 * a shell, and whether its command runs tests. The command and the contents are not kept.
 */
record Tool(String folder, List<String> paths, boolean shell, boolean test) {
  Tool {
    paths = List.copyOf(paths);
  }
}
