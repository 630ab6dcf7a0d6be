package dev.muster.host.plugin.cli;

import dev.muster.contract.PluginKind;
import dev.muster.host.cli.ExitCode;
import dev.muster.host.cli.GlobalOptions;
import dev.muster.host.cli.JsonText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** {@code muster plugin new}: a plugin that works, to be changed. */
@Command(
    name = "new",
    description = "Write the first files of a plugin, which work as they are.",
    mixinStandardHelpOptions = true)
final class PluginNewCommand implements Callable<Integer> {
  @Mixin private final GlobalOptions global = new GlobalOptions();

  @Parameters(paramLabel = "ID", converter = PluginId.class, description = "The plugin's id.")
  @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
  private String id;

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      converter = Kind.class,
      description = "jar (default), executable or wasm.")
  private PluginKind kind = PluginKind.JAR;

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description = "The folder in which the plugin's folder is made (default: this one).")
  private Path dir = Path.of("");

  /** The kinds as they stand in JSON. */
  static final class Kind implements ITypeConverter<PluginKind> {
    @Override
    public PluginKind convert(String value) {
      try {
        return PluginKind.valueOf(value.toUpperCase(Locale.ROOT));
      } catch (IllegalArgumentException unknown) {
        throw new TypeConversionException("expected jar, executable or wasm, was " + value);
      }
    }
  }

  @Override
  public Integer call() {
    Path folder = dir.resolve(id);
    List<Path> written = new Scaffold(id, kind, folder).write();
    var document =
        JsonText.object()
            .put("id", id)
            .put("kind", kind.toString())
            .put("folder", folder.toAbsolutePath().normalize().toString());
    document.set("files", JsonText.array(written.stream().map(Path::toString).toList()));
    var lines = new ArrayList<String>();
    written.forEach(file -> lines.add("wrote " + file));
    lines.add("build it: muster plugin build " + folder);
    lines.add("try it:   muster plugin test " + folder);
    global.screen().show(document, lines);
    return ExitCode.OK;
  }
}
