package dev.muster.host.plugin.folder;

import org.jspecify.annotations.Nullable;

/** A key that a plugin lets the operator set; a null default makes it required. */
public record ConfigKey(Type type, @Nullable Object otherwise, String about) {

  /** What a value may be. */
  public enum Type {
    TEXT,
    NUMBER,
    FLAG,
    LIST,
    MAP
  }
}
