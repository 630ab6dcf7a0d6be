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
    Path named = options.conf();
    Path conf = named == null ? home.resolve("conf/muster.yaml") : named;
    Config config = named == null ? ConfigLoader.loadIfPresent(conf) : ConfigLoader.load(conf);
    Integer port = options.port();
    var start =
        new Start(
            port == null ? config.http().port() : port,
            options.data(),
            home.resolve("webroot"),
            home.resolve("verticles/lab/target/dist/plugins"),
            options.plugins(),
            options.dev(),
            options.mcpConformance(),
            AlertsLoader.beside(conf));
    return Host.start(config, start, InstantSource.system());
  }

  private static Path home() {
    @Nullable String home = System.getProperty("muster.home");
    if (home == null) {
      throw new Refusal(ExitCode.CONFIG, "start the host by ./muster, which knows where conf is");
    }
    return Path.of(home);
  }
}
