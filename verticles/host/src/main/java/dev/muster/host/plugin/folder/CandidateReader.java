package dev.muster.host.plugin.folder;

import dev.muster.contract.PluginKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Reads one file or folder as a plugin. */
public final class CandidateReader {
  private final boolean bundled;

  /** {@code bundled} for those that came with the host, which are trusted as the host is. */
  public CandidateReader(boolean bundled) {
    this.bundled = bundled;
  }

  /** How a plugin of that name would run; empty for what is no plugin at all. */
  public static Optional<PluginKind> kind(Path entry) {
    String name = String.valueOf(entry.getFileName());
    if (name.startsWith(".")) {
      return Optional.empty();
    } else if (name.endsWith(".jar")) {
      return Optional.of(PluginKind.JAR);
    } else if (name.endsWith(".wasm")) {
      return Optional.of(PluginKind.WASM);
    } else {
      boolean manifest = Files.exists(entry.resolve(Manifest.FILE));
      return manifest ? Optional.of(PluginKind.EXECUTABLE) : Optional.empty();
    }
  }

  /** Reads it whole: candidate, or invalid with the reason. */
  public Found read(Path entry) {
    String id = plainName(entry);
    try {
      Optional<PluginKind> kind = kind(entry);
      if (kind.isEmpty()) {
        throw new PluginRefused(entry + ": expected *.jar, *.wasm or a folder with plugin.yaml");
      }
      refuseUnread(entry, kind.get());
      JarCheck jar = kind.get() == PluginKind.JAR ? JarCheck.of(entry) : null;
      Manifest manifest = jar == null ? manifest(entry, kind.get()) : manifest(entry, jar);
      id = manifest.id();
      ManifestReader.fit(manifest, kind.get(), entry.toString());
      if (jar != null && manifest.main() != null) {
        jar.refuse(manifest.main());
      }
      return new Candidate(entry, kind.get(), manifest, Digests.of(entry), bundled);
    } catch (PluginRefused refused) {
      return new Invalid(entry, id, String.valueOf(refused.getMessage()));
    } catch (IOException | DirectoryIteratorException unreadable) {
      return new Invalid(entry, id, "cannot read " + entry + ": " + unreadable.getMessage());
    }
  }

  /** Refuses what must not even be opened: links that lead out, pipes, what is empty or huge. */
  private void refuseUnread(Path entry, PluginKind kind) throws IOException, PluginRefused {
    Path home = entry.toAbsolutePath().getParent();
    Path target = entry.toRealPath();
    if (home != null && !target.startsWith(home.toRealPath())) {
      throw new PluginRefused(
          entry + " is a link to " + target + ", expected one that stays in its folder");
    }
    FileStatus status = FileStatus.of(entry);
    if (!bundled) {
      status.refuseWritableByAll(entry);
    }
    if (kind == PluginKind.EXECUTABLE) {
      FolderTree.of(entry);
      return;
    }
    if (!status.regular()) {
      throw new PluginRefused(entry + " is no regular file");
    }
    if (status.size() == 0 || status.size() > Digests.BYTES_MAX) {
      throw new PluginRefused(
          "%s: expected 1..%d bytes, found %d".formatted(entry, Digests.BYTES_MAX, status.size()));
    }
  }

  private static Manifest manifest(Path jar, JarCheck check) throws PluginRefused {
    return ManifestReader.read(check.manifest(), jar + "!/" + Manifest.FILE_IN_JAR);
  }

  private static Manifest manifest(Path entry, PluginKind kind) throws IOException, PluginRefused {
    if (kind == PluginKind.WASM) {
      return ManifestReader.read(section(entry), entry + "#" + WasmSection.MANIFEST);
    }
    Path file = entry.resolve(Manifest.FILE);
    try (InputStream in = Files.newInputStream(file)) {
      return ManifestReader.read(in.readNBytes(ManifestReader.BYTES_MAX + 1), file.toString());
    }
  }

  private static byte[] section(Path module) throws IOException, PluginRefused {
    try {
      return WasmSection.read(Files.readAllBytes(module), WasmSection.MANIFEST)
          .orElseThrow(() ->
              new PluginRefused(
                  module + ": expected a custom section " + WasmSection.MANIFEST + ", found none"));
    } catch (IllegalArgumentException malformed) {
      throw new PluginRefused(module + ": " + malformed.getMessage());
    }
  }

  static String plainName(Path entry) {
    return String.valueOf(entry.getFileName()).replaceFirst("\\.(jar|wasm)$", "");
  }
}
