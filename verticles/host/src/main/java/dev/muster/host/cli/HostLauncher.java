package dev.muster.host.cli;

/** The way from {@code muster up} to a running host, given to {@link Cli} by the program's main. */
@FunctionalInterface
public interface HostLauncher {
  /**
   * Starts the host and returns when it is ready; a start that is refused throws {@link Refusal}.
   */
  RunningHost start(UpOptions options) throws Exception;
}
