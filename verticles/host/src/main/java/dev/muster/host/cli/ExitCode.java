package dev.muster.host.cli;

/** The exit codes of every command, after BSD's sysexits. */
public final class ExitCode {
  public static final int OK = 0;
  public static final int USAGE = 64;
  public static final int DATA = 65;
  public static final int UNAVAILABLE = 69;
  public static final int INTERNAL = 70;
  public static final int TIMEOUT = 75;
  public static final int NOT_PERMITTED = 77;
  public static final int CONFIG = 78;

  private ExitCode() {}

  /** The name of an exit code in {@code --json} errors. */
  static String name(int exitCode) {
    return switch (exitCode) {
      case USAGE -> "USAGE";
      case DATA -> "DATA";
      case UNAVAILABLE -> "UNAVAILABLE";
      case TIMEOUT -> "TIMEOUT";
      case NOT_PERMITTED -> "NOT_PERMITTED";
      case CONFIG -> "CONFIG";
      default -> "INTERNAL";
    };
  }
}
