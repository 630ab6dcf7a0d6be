package dev.muster.host.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options of every command, used as {@code @Mixin}: which host, which token, how to print. */
public final class GlobalOptions {
  public static final String DEFAULT_URL = "http://127.0.0.1:7470";
  private static final int DEFAULT_WIDTH = 100;
  private static final int NARROWEST = 20;

  @Spec(Spec.Target.MIXEE)
  @SuppressWarnings("NullAway.Init") // picocli sets it before any command runs
  private CommandSpec command;

  @Option(
      names = "--url",
      paramLabel = "URL",
      defaultValue = "${env:MUSTER_URL}",
      description = "The host (MUSTER_URL; default: the one of --data).")
  private @Nullable String url;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "${env:MUSTER_DATA}",
      description = "The host's data folder (MUSTER_DATA; default ~/.muster).")
  private @Nullable Path data;

  @Option(
      names = "--token",
      paramLabel = "TOKEN",
      defaultValue = "${env:MUSTER_TOKEN}",
      description = "The bearer token (MUSTER_TOKEN; default: the one in --data).")
  private @Nullable String token;

  @Option(names = "--json", description = "Print one JSON document.")
  private boolean json;

  /** The data folder as an absolute path. */
  public Path data() {
    Path folder = data == null ? Path.of(System.getProperty("user.home"), ".muster") : data;
    return folder.toAbsolutePath().normalize();
  }

  /** The data folder that was named by option or environment, or null. */
  public @Nullable Path namedData() {
    return data == null ? null : data();
  }

  /** The host's address: named, else the one that runs on the data folder, else the default. */
  public String url() {
    if (url != null) {
      return url;
    }
    HostFile running = HostFile.read(data());
    return running == null ? DEFAULT_URL : running.url();
  }

  /** The drop-in folder of the host that runs on the data folder, else the default one. */
  public Path plugins() {
    HostFile running = HostFile.read(data());
    Path told = running == null ? null : running.plugins();
    return told == null ? data().resolve("plugins") : told;
  }

  /** The bearer token: named, else the data folder's, else null. */
  public @Nullable String token() {
    if (token != null) {
      return token;
    }
    return tokenOf(data());
  }

  /** The token that a host left in its data folder, or null. */
  static @Nullable String tokenOf(Path data) {
    Path file = data.resolve("token");
    try {
      return Files.isRegularFile(file) ? Files.readString(file).strip() : null;
    } catch (IOException e) {
      throw new Refusal(ExitCode.NOT_PERMITTED, "the token file " + file + " cannot be read");
    }
  }

  public ApiClient client() {
    return new ApiClient(url(), token());
  }

  public Screen screen() {
    var line = command.commandLine();
    return new Screen(line.getOut(), line.getErr(), json, Cli.colours(), width());
  }

  private static int width() {
    String columns = System.getenv("COLUMNS");
    if (columns == null || !columns.matches("[0-9]{1,4}")) {
      return DEFAULT_WIDTH;
    }
    return Math.max(NARROWEST, Integer.parseInt(columns));
  }
}
