package dev.muster.host.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code muster lease release}: a session gives its own leases up; a person, who is none, those on
 * a path whoever holds them.
 */
@Command(
    name = "release",
    description = "Release leases: of a session its own, of a person whoever holds them.",
    mixinStandardHelpOptions = true)
final class LeaseReleaseCommand implements Callable<Integer> {
  @Mixin private final GlobalOptions global = new GlobalOptions();
  @Mixin private final CallerOptions caller = new CallerOptions();

  @Parameters(
      paramLabel = "PATH|LEASE",
      arity = "1..*",
      description = "Files, or ids of leases as lease list --json says them.")
  private List<String> names = List.of();

  @Override
  public Integer call() {
    var paths = new ArrayList<String>();
    var ids = new ArrayList<String>();
    names.forEach(name -> (name.startsWith("lease_") ? ids : paths).add(name));
    ObjectNode body = JsonText.object();
    if (!paths.isEmpty() && caller.session().isPresent()) {
      body = caller.body();
      body.set("paths", JsonText.array(paths));
    } else if (!paths.isEmpty()) {
      ids.addAll(idsOf(paths));
    }
    if (!ids.isEmpty()) {
      body.set("ids", JsonText.array(ids));
    }
    JsonNode answer = global.client().post("/api/v1/leases/release", body).body();
    global.screen().show(answer, lines(answer));
    return ExitCode.OK;
  }

  private static List<String> lines(JsonNode answer) {
    var lines = new ArrayList<String>();
    for (JsonNode lease : answer.path("leases")) {
      lines.add(
          "released "
              + lease.path("file").path("path").asString("")
              + ", held by "
              + LeaseLines.holder(lease));
    }
    return lines.isEmpty() ? List.of("nothing was held") : lines;
  }

  private List<String> idsOf(List<String> paths) {
    JsonNode held = global.client().get(LeaseListCommand.path(null, null)).body().path("leases");
    var ids = new ArrayList<String>();
    for (String path : paths) {
      Path wanted = real(Path.of(path).toAbsolutePath().normalize());
      int before = ids.size();
      for (JsonNode lease : held) {
        JsonNode file = lease.path("file");
        var at = Path.of(file.path("worktree").asString(""), file.path("path").asString(""));
        if (at.equals(wanted)) {
          ids.add(lease.path("id").asString(""));
        }
      }
      if (ids.size() == before) {
        throw new Refusal(ExitCode.USAGE, "nobody holds " + wanted);
      }
    }
    return ids;
  }

  /** The real path of what is there, and the rest as it was said. */
  private static Path real(Path path) {
    for (Path part = path; part != null; part = part.getParent()) {
      try {
        return part.toRealPath().resolve(part.relativize(path)).normalize();
      } catch (IOException absent) {
        // The next folder up may be there.
      }
    }
    return path;
  }
}
