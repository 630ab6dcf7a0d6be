package dev.muster.host.plugin.engine;

/** What a plugin outside the JVM's trust may take: memory of a module, bytes kept of stderr. */
public record EngineLimits(int wasmMemoryMb, int stderrBytesMax) {}
