package dev.muster.lab.replay;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads what {@code git diff-tree -z} prints, byte for byte. */
final class RawDiff {
  private static final int MODE = 0;
  private static final int MODE_AFTER = 1;
  private static final int BLOB = 2;
  private static final int BLOB_AFTER = 3;

  private RawDiff() {}

  /** The changes of {@code --raw -z --no-renames}; churn is not known yet and 0. */
  static List<Change> changes(byte[] raw) {
    List<String> fields = fields(raw);
    var changes = new ArrayList<Change>();
    for (int i = 0; i + 1 < fields.size(); i += 2) {
      String[] words = fields.get(i).substring(1).split(" ", -1);
      changes.add(
          new Change(
              new RepoPath(fields.get(i + 1)),
              new TreeEntry(words[MODE], words[BLOB]),
              new TreeEntry(words[MODE_AFTER], words[BLOB_AFTER]),
              0));
    }
    return changes;
  }

  /** Added plus deleted lines per path of {@code --numstat -z}; a binary counts as one line. */
  static Map<RepoPath, Integer> churn(byte[] numstat) {
    var churn = new HashMap<RepoPath, Integer>();
    for (String field : fields(numstat)) {
      String[] words = field.split("\t", 3);
      boolean binary = words[0].equals("-");
      int lines = binary ? 1 : Integer.parseInt(words[0]) + Integer.parseInt(words[1]);
      churn.put(new RepoPath(words[2]), lines);
    }
    return churn;
  }

  /** The NUL-terminated fields, one char per byte. */
  static List<String> fields(byte[] raw) {
    var fields = new ArrayList<String>();
    int start = 0;
    for (int i = 0; i < raw.length; i++) {
      if (raw[i] == 0) {
        fields.add(new String(raw, start, i - start, StandardCharsets.ISO_8859_1));
        start = i + 1;
      }
    }
    return fields;
  }
}
