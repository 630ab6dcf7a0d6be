package dev.muster.lab.replay;

/** What a git tree holds at one path: a mode and an object, or nothing. */
record TreeEntry(String mode, String blob) {
  private static final String NO_MODE = "000000";
  private static final String SUBMODULE_MODE = "160000";

  boolean isAbsent() {
    return mode.equals(NO_MODE);
  }

  boolean isSubmodule() {
    return mode.equals(SUBMODULE_MODE);
  }
}
