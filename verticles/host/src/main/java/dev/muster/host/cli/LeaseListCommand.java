package dev.muster.host.cli;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** {@code muster lease list}. */
@Command(name = "list", description = "List the leases.", mixinStandardHelpOptions = true)
final class LeaseListCommand implements Callable<Integer> {
  @Mixin private final GlobalOptions global = new GlobalOptions();

  @Option(names = "--repo", paramLabel = "PATH", description = "Only those of this repository.")
  private @Nullable Path repo;

  @Option(names = "--session", paramLabel = "ID", description = "Only those of this session.")
  private @Nullable String session;

  @Override
  public Integer call() {
    JsonNode answer = global.client().get(path(repo, session)).body();
    var screen = global.screen();
    screen.show(
        answer, LeaseLines.table(answer.path("leases"), answer.path("at")).lines(screen.width()));
    return ExitCode.OK;
  }

  static String path(@Nullable Path repo, @Nullable String session) {
    List<String> filters = new ArrayList<>();
    if (repo != null) {
      filters.add("repo=" + encoded(repo.toAbsolutePath().normalize().toString()));
    }
    if (session != null) {
      filters.add("session=" + encoded(session));
    }
    return "/api/v1/leases" + (filters.isEmpty() ? "" : "?" + String.join("&", filters));
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
