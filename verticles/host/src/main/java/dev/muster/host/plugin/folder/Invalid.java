package dev.muster.host.plugin.folder;

import java.nio.file.Path;

/**
 * A file that is no plugin, and why. {@code id} is the manifest's where that could be read or was
 * read of this file before, and the file's name without its extension otherwise.
 */
public record Invalid(Path path, String id, String reason) implements Found {}
