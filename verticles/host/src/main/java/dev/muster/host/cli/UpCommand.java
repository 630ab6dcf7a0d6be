package dev.muster.host.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code muster up}: the host in this process, or with {@code -d} in one of its own. */
@Command(name = "up", description = "Start the host.", mixinStandardHelpOptions = true)
final class UpCommand implements Callable<Integer> {
  private static final int PORT_MAX = 65535;

  private final HostLauncher launcher;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
  private CommandSpec spec;

  @Mixin private final GlobalOptions global = new GlobalOptions();

  @Option(names = "--port", paramLabel = "PORT", description = "HTTP port (default 7470).")
  private @Nullable Integer port;

  @Option(names = "--conf", paramLabel = "FILE", description = "Configuration file.")
  private @Nullable Path conf;

  @Option(names = "-d", description = "Run in the background; return when it is ready.")
  private boolean detached;

  @Option(names = "--exit-when-ready", hidden = true)
  private boolean exitWhenReady;

  @Option(names = "--mcp-conformance", hidden = true)
  private boolean mcpConformance;

  UpCommand(HostLauncher launcher) {
    this.launcher = launcher;
  }

  @Override
  public Integer call() throws Exception {
    if (port != null && (port < 0 || port > PORT_MAX)) {
      throw new ParameterException(
          spec.commandLine(), "--port must be 0 to " + PORT_MAX + ", was " + port);
    }
    var options = new UpOptions(port, global.data(), conf, mcpConformance);
    if (detached) {
      ready(new DetachedStart(options).run());
      return ExitCode.OK;
    }
    RunningHost host = launcher.start(options);
    if (exitWhenReady) {
      host.close();
      return ExitCode.OK;
    }
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(host::close));
    ready(new ReadyHost(host.url(), host.openLink(), ProcessHandle.current().pid()));
    host.awaitEnd();
    return ExitCode.OK;
  }

  private void ready(ReadyHost host) {
    var document =
        JsonText.object().put("url", host.url()).put("link", host.link()).put("pid", host.pid());
    global
        .screen()
        .show(document, List.of("muster is ready at " + host.url() + "  page: " + host.link()));
  }
}
