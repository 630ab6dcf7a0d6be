package dev.muster.contract;

import java.util.List;

/** A file that somebody is going to edit; without lines, all of it. */
public record DeclaredFile(String path, List<LineRange> lines) {
  public DeclaredFile {
    path = Message.required("path", path);
    lines = lines == null ? List.of() : List.copyOf(lines);
  }
}
