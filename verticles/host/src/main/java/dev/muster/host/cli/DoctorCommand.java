package dev.muster.host.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code muster doctor}: is there what a host needs here. */
@Command(
    name = "doctor",
    description = "Check what the host needs: versions, data folder, port.",
    mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {
  private static final int PORT = 7470;

  @Mixin private final GlobalOptions global = new GlobalOptions();

  @Option(names = "--port", paramLabel = "PORT", description = "HTTP port (default 7470).")
  private int port = PORT;

  @Override
  public Integer call() {
    var checkup = new Checkup(global.data(), port);
    List<Checkup.Finding> findings = checkup.findings();
    boolean good = findings.stream().allMatch(Checkup.Finding::good);
    var document = JsonText.object().put("ok", good);
    var list = document.putArray("findings");
    var table = new Table("CHECK", "OK", "FOUND");
    for (Checkup.Finding finding : findings) {
      list.addObject()
          .put("check", finding.check())
          .put("ok", finding.good())
          .put("found", finding.found());
      table.row(finding.check(), finding.good() ? "yes" : "NO", finding.found());
    }
    var screen = global.screen();
    screen.show(document, table.lines(screen.width()));
    return good ? ExitCode.OK : ExitCode.UNAVAILABLE;
  }
}
