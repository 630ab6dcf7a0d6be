package dev.muster.host.plugin.folder;

/** What a scan found in one place of the drop-in folder. */
public sealed interface Found permits Candidate, Invalid {

  /** The plugin's id, or what stands for it where it cannot be read. */
  String id();
}
