package dev.muster.host;

import dev.muster.host.cli.Cli;
import dev.muster.host.cli.ExitCode;
import dev.muster.host.cli.Refusal;
import dev.muster.host.cli.RunningHost;
import dev.muster.host.cli.UpOptions;
import java.nio.file.Path;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** The program. */
public final class Main {
  private Main() {}

  /** Runs one command and exits with its code. */
  public static void main(String... arguments) {
    System.exit(new Cli(Main::launch).run(arguments));
  }

  private static RunningHost launch(UpOptions options) {
    Path home = home();
    Path conf = options.conf();
    Config config =
        conf == null
            ? ConfigLoader.loadIfPresent(home.resolve("conf/muster.yaml"))
            : ConfigLoader.load(conf);
    Integer port = options.port();
    return Host.start(
        config,
        port == null ? config.http().port() : port,
        options.data(),
        home.resolve("webroot"),
        InstantSource.system(),
        options.mcpConformance());
  }

  private static Path home() {
    @Nullable String home = System.getProperty("muster.home");
    if (home == null) {
      throw new Refusal(ExitCode.CONFIG, "start the host by ./muster, which knows where conf is");
    }
    return Path.of(home);
  }
}
