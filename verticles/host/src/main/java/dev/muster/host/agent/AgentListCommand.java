package dev.muster.host.agent;

import dev.muster.host.cli.GlobalOptions;
import dev.muster.host.cli.Table;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code muster agent list}. */
@Command(name = "list", description = "List the agents.", mixinStandardHelpOptions = true)
final class AgentListCommand implements Callable<Integer> {
  @Mixin private final GlobalOptions global = new GlobalOptions();

  @Override
  public Integer call() {
    var screen = global.screen();
    var answer = global.client().get("/api/v1/agents").body();
    screen.show(answer, Table.agents(answer.path("agents")).lines(screen.width()));
    return 0;
  }
}
