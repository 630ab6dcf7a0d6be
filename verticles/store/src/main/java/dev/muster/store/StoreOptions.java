package dev.muster.store;

import java.nio.file.Path;

/**
 * Where the embedded database lies and its limits: writes that may wait, connections for reading,
 * and how long a statement waits for a lock, in milliseconds.
 */
public record StoreOptions(Path file, int queueMax, int readers, int busyTimeoutMs) {}
