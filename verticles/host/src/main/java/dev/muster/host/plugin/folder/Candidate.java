package dev.muster.host.plugin.folder;

import dev.muster.contract.PluginKind;
import java.io.IOException;
import java.nio.file.Path;

/** A plugin that could be read: a jar, a wasm module, or a folder with {@code plugin.yaml}. */
public record Candidate(
    Path path, PluginKind kind, Manifest manifest, String sha256, boolean bundled)
    implements Found {

  @Override
  public String id() {
    return manifest.id();
  }

  /** Refuses a copy, of a file or a folder, that is not what was found. */
  public void refuseChanged(Path copy) throws IOException, PluginRefused {
    String found = Digests.of(copy);
    if (!found.equals(sha256)) {
      throw new PluginRefused(
          "%s changed after it was read: expected sha256 %s, found %s"
              .formatted(path, sha256, found));
    }
  }
}
