package dev.muster.host.plugin.run;

/** Hears how long the host waited for each call of a plugin, on any thread. */
public interface CallTimes {
  void called(String plugin, String phase, long nanos);
}
