package dev.muster.host.plugin.folder;

import dev.muster.contract.PluginKind;
import java.nio.file.Path;

/** A plugin that could be read: a jar, a wasm module, or a folder with {@code plugin.yaml}. */
public record Candidate(
    Path path, PluginKind kind, Manifest manifest, String sha256, boolean bundled)
    implements Found {}
