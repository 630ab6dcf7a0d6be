package dev.muster.host.plugin.cli;

import dev.muster.host.cli.ExitCode;
import dev.muster.host.cli.Refusal;
import dev.muster.host.plugin.folder.Candidate;
import dev.muster.host.plugin.folder.CandidateReader;
import dev.muster.host.plugin.folder.Found;
import dev.muster.host.plugin.folder.Invalid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What lies in a drop-in folder, read by this process: the host may be down. */
record Dropped(Path folder, List<Found> found) {

  /** Everything in it; nothing when it is not there. */
  static Dropped in(Path folder) {
    if (!Files.isDirectory(folder)) {
      return new Dropped(folder, List.of());
    }
    var reader = new CandidateReader(false);
    try (var entries = Files.list(folder)) {
      return new Dropped(
          folder,
          entries
              .filter(entry -> CandidateReader.kind(entry).isPresent())
              .sorted()
              .map(reader::read)
              .toList());
    } catch (IOException failure) {
      throw new Refusal(ExitCode.NOT_PERMITTED, "cannot read " + folder + ": " + failure);
    }
  }

  /** The one of that id, or else the file or folder of that name. */
  Candidate named(String name) {
    List<Found> own = found.stream().filter(each -> each.id().equals(name)).toList();
    if (own.size() > 1) {
      throw new Refusal(
          ExitCode.USAGE, folder + " holds " + own.size() + " plugins with the id " + name);
    }
    if (own.size() == 1) {
      return usable(own.getFirst());
    }
    Path path = Path.of(name);
    if (!Files.exists(path)) {
      throw new Refusal(
          ExitCode.USAGE, "no plugin " + name + " in " + folder + ", and no file of that name");
    }
    return usable(new CandidateReader(false).read(path.toAbsolutePath().normalize()));
  }

  static Candidate usable(Found found) {
    return switch (found) {
      case Candidate candidate -> candidate;
      case Invalid invalid -> throw new Refusal(ExitCode.USAGE, invalid.reason());
    };
  }
}
