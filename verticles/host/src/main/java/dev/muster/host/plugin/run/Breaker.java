package dev.muster.host.plugin.run;

/** Hears that a version failed too often in a row, on any thread and maybe more than once. */
interface Breaker {
  void broken(Seat seat, Version version, String why);
}
