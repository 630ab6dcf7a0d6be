package dev.muster.host.cli;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code muster open}: the host's page in a browser. */
@Command(name = "open", description = "Open the host's page.", mixinStandardHelpOptions = true)
final class OpenCommand implements Callable<Integer> {
  @Mixin private final GlobalOptions global = new GlobalOptions();

  @Option(names = "--no-browser", description = "Only print the link.")
  private boolean noBrowser;

  @Override
  public Integer call() {
    String link = OpenLink.fresh(global.client());
    boolean opened = !noBrowser && opened(link);
    global.screen().show(JsonText.object().put("link", link).put("opened", opened), List.of(link));
    return ExitCode.OK;
  }

  private static boolean opened(String link) {
    Optional<String> browser = browser();
    if (browser.isEmpty()) {
      return false;
    }
    try {
      var browserProcess =
          new ProcessBuilder(browser.get(), link)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return browserProcess.isAlive() || browserProcess.exitValue() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** The link is printed in any case, so a machine without a desktop needs no browser. */
  private static Optional<String> browser() {
    boolean desktop = System.getenv("DISPLAY") != null || System.getenv("WAYLAND_DISPLAY") != null;
    if (desktop && Programs.onPath("xdg-open")) {
      return Optional.of("xdg-open");
    }
    boolean mac = System.getProperty("os.name").startsWith("Mac");
    return mac && Programs.onPath("open") ? Optional.of("open") : Optional.empty();
  }
}
