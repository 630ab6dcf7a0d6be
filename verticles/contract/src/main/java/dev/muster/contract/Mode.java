package dev.muster.contract;

/** How far the host trusts its models and machine. */
public enum Mode {
  PRODUCTION,
  FALLBACK,
  EMERGENCY,
  MAINTENANCE
}
