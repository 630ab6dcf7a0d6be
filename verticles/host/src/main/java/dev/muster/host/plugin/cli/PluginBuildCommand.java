package dev.muster.host.plugin.cli;

import dev.muster.host.cli.ExitCode;
import dev.muster.host.cli.GlobalOptions;
import dev.muster.host.cli.JsonText;
import dev.muster.host.plugin.folder.Candidate;
import dev.muster.host.plugin.folder.CandidateReader;
import dev.muster.host.plugin.folder.Manifest;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code muster plugin build}: from sources to what is dropped in, without a network. */
@Command(
    name = "build",
    description = {
      "Build a plugin of its folder, without a network.",
      "A jar is compiled against this host's own API; a wasm module is assembled by wat2wasm; of an",
      "executable the manifest and the command are checked."
    },
    mixinStandardHelpOptions = true)
final class PluginBuildCommand implements Callable<Integer> {
  @Mixin private final GlobalOptions global = new GlobalOptions();

  @Parameters(
      paramLabel = "DIR",
      arity = "0..1",
      description = "The folder of its sources (default: this one).")
  private Path folder = Path.of("");

  @Override
  public Integer call() {
    SourceFolder source = SourceFolder.of(folder);
    Path built = source.built();
    switch (source.kind()) {
      case JAR -> new JarBuild(source.folder()).into(built);
      case WASM -> new WasmBuild(source.folder()).into(built);
      case EXECUTABLE -> {}
    }
    Candidate candidate = Dropped.usable(new CandidateReader(false).read(built));
    Manifest manifest = candidate.manifest();
    if (!manifest.command().isEmpty()) {
      new CommandCheck(built).check(manifest.command());
    }
    var document =
        JsonText.object()
            .put("id", manifest.id())
            .put("version", manifest.version())
            .put("kind", candidate.kind().toString())
            .put("file", built.toString())
            .put("sha256", candidate.sha256());
    global
        .screen()
        .show(
            document,
            List.of(
                "built %s %s: %s".formatted(manifest.id(), manifest.version(), built),
                "sha256 " + candidate.sha256(),
                "try it:     muster plugin test " + source.folder(),
                "drop it in: cp -R %s %s/".formatted(built, global.plugins()),
                "let it in:  muster plugin lock " + manifest.id()));
    return ExitCode.OK;
  }
}
