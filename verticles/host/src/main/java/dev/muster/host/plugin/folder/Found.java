package dev.muster.host.plugin.folder;

/** What lies at one place of the drop-in folder. */
public sealed interface Found permits Candidate, Invalid {}
