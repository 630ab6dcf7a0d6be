package dev.muster.host.cli.hooks;

import dev.muster.contract.Vendor;
import dev.muster.host.cli.ExitCode;
import dev.muster.host.cli.Refusal;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Whose settings: one agent's, of the user or of one repository. Used as {@code @Mixin}. */
final class ScopeOptions {
  @Option(
      names = "--agent",
      required = true,
      paramLabel = "AGENT",
      converter = VendorName.class,
      description = "claude, codex, copilot, cursor or gemini.")
  private Vendor vendor = Vendor.CLAUDE;

  @ArgGroup private final Which which = new Which();

  @Option(
      names = "--repo",
      paramLabel = "PATH",
      description = "The repository for --project and --pre-commit (default: of this folder).")
  private Path repo = Path.of("");

  private static final class Which {
    @Option(names = "--user", description = "The settings of your user (default).")
    private boolean user;

    @Option(
        names = "--project",
        description =
            "The settings of one repository: the agent's local file, never a tracked one.")
    private boolean project;
  }

  AgentSettings agent() {
    return AgentSettings.of(vendor);
  }

  boolean project() {
    return which.project;
  }

  /** True when neither --user nor --project was said. */
  boolean open() {
    return !which.project && !which.user;
  }

  String scope() {
    return which.project ? "project" : "user";
  }

  /** The folder that --repo names, absolute. */
  Path folder() {
    Path folder = repo.toAbsolutePath().normalize();
    if (!Files.isDirectory(folder)) {
      throw new Refusal(ExitCode.USAGE, "--repo must be a folder, was " + folder);
    }
    return folder;
  }

  Path file() {
    return which.project
        ? agent().projectFile(GitCheckout.at(folder()).root())
        : agent().userFile(Places.ofProcess());
  }

  /** The settings file after the checks that keep a shared file as it is. */
  Path writableFile() {
    Path file = file();
    if (which.project) {
      GitCheckout checkout = GitCheckout.at(folder());
      @Nullable String trouble = trouble(checkout, file);
      if (trouble != null) {
        throw new Refusal(ExitCode.USAGE, file + " " + trouble + "; install with --user instead");
      }
    }
    return file;
  }

  private static @Nullable String trouble(GitCheckout checkout, Path file) {
    if (checkout.tracks(file)) {
      return "is tracked by git and shared with others";
    }
    for (Path part = file; part != null && !part.equals(checkout.root()); part = part.getParent()) {
      if (Files.isSymbolicLink(part)) {
        return "lies behind the symbolic link " + part;
      }
    }
    return null;
  }
}
