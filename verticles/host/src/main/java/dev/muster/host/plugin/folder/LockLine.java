package dev.muster.host.plugin.folder;

import dev.muster.contract.PluginKind;

/** A plugin that the operator lets in: this version of it, with this digest, and no other. */
public record LockLine(String id, String version, PluginKind kind, String sha256) {

  /** The line that lets a candidate in. */
  public static LockLine of(Candidate candidate) {
    Manifest manifest = candidate.manifest();
    return new LockLine(manifest.id(), manifest.version(), candidate.kind(), candidate.sha256());
  }

  /** Whether it is this candidate that it lets in. */
  public boolean allows(Candidate candidate) {
    return equals(of(candidate));
  }

  /** As it stands in the file. */
  @Override
  public String toString() {
    return id + " " + version + " " + kind + " " + sha256;
  }
}
