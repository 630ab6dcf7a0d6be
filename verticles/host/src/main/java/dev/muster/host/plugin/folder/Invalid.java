package dev.muster.host.plugin.folder;

import java.nio.file.Path;

/** A file that is no plugin this host loads, by its id or, when that is unknown, its name. */
public record Invalid(Path path, String id, String reason) implements Found {}
