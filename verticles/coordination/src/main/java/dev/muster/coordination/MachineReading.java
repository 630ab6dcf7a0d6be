package dev.muster.coordination;

import org.jspecify.annotations.Nullable;

/**
 * What the operating system says of the machine: bytes of memory in all and available, and the
 * share of its processors that was busy, in [0,1]. Null is unknown.
 */
public record MachineReading(
    @Nullable Long memoryTotal, @Nullable Long memoryAvailable, @Nullable Double cpuBusy) {

  /** A machine that says nothing. */
  public static final MachineReading UNKNOWN = new MachineReading(null, null, null);
}
