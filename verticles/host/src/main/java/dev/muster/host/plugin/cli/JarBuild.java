package dev.muster.host.plugin.cli;

import dev.muster.host.cli.ExitCode;
import dev.muster.host.cli.Refusal;
import dev.muster.host.plugin.folder.Scratch;
import dev.muster.plugin.HookPlugin;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * A jar of a folder's sources, compiled against this host's own plugin API without a network. The
 * same sources give the same bytes, so that a line in the lock file stays true.
 */
record JarBuild(Path folder) {
  /** The first instant that a zip entry can say. */
  private static final LocalDateTime ALWAYS = LocalDateTime.of(1980, 1, 1, 0, 0);

  void into(Path jar) {
    Path classes = folder.resolve("target/classes");
    try {
      Scratch.remove(classes);
      Files.createDirectories(classes);
      compile(sources(), classes);
      pack(jar, classes);
    } catch (IOException failure) {
      throw new Refusal(ExitCode.NOT_PERMITTED, "cannot build in " + folder + ": " + failure);
    }
  }

  private List<Path> sources() throws IOException {
    Path src = folder.resolve("src");
    List<Path> sources =
        Files.isDirectory(src)
            ? below(src).stream().filter(file -> file.toString().endsWith(".java")).toList()
            : List.of();
    if (sources.isEmpty()) {
      throw new Refusal(ExitCode.USAGE, src + " must hold a Java source");
    }
    return sources;
  }

  private void compile(List<Path> sources, Path classes) throws IOException {
    @Nullable JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    if (compiler == null) {
      throw new Refusal(
          ExitCode.UNAVAILABLE, "this Java has no compiler: point JAVA_HOME at a JDK 25");
    }
    var said = new DiagnosticCollector<JavaFileObject>();
    try (var files = compiler.getStandardFileManager(said, Locale.ROOT, StandardCharsets.UTF_8)) {
      List<String> options =
          List.of(
              "-d",
              classes.toString(),
              "-cp",
              classPath(),
              "--release",
              "25",
              "-proc:none",
              "-encoding",
              "UTF-8",
              "-Xlint:all,-classfile");
      var units = files.getJavaFileObjectsFromPaths(sources);
      if (!compiler.getTask(null, files, said, options, null, units).call()) {
        throw new Refusal(ExitCode.USAGE, "it does not compile:\n" + told(said));
      }
    }
  }

  private String told(DiagnosticCollector<JavaFileObject> said) {
    return said.getDiagnostics().stream()
        .filter(one -> one.getKind() == Diagnostic.Kind.ERROR)
        .map(one -> {
          JavaFileObject source = one.getSource();
          String place =
              source == null
                  ? ""
                  : folder.relativize(Path.of(source.toUri())) + ":" + one.getLineNumber() + ": ";
          return "  " + place + one.getMessage(Locale.ROOT);
        })
        .collect(Collectors.joining("\n"));
  }

  /** The API that this program itself runs with, and its annotations. */
  private static String classPath() {
    return String.join(File.pathSeparator, placeOf(HookPlugin.class), placeOf(Nullable.class));
  }

  private static String placeOf(Class<?> type) {
    try {
      var source = Objects.requireNonNull(type.getProtectionDomain().getCodeSource());
      return Path.of(source.getLocation().toURI()).toString();
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** The classes, what lies in META-INF and in resources; sorted, and dated as always. */
  private void pack(Path jar, Path classes) throws IOException {
    var entries = new TreeMap<String, Path>();
    below(classes).forEach(file -> entries.put(name(classes, file), file));
    below(folder.resolve("META-INF")).forEach(file -> entries.put(name(folder, file), file));
    Path resources = folder.resolve("resources");
    if (Files.isDirectory(resources)) {
      below(resources).forEach(file -> entries.put(name(resources, file), file));
    }
    Path fresh = jar.resolveSibling(jar.getFileName() + ".new");
    try (var out = new ZipOutputStream(Files.newOutputStream(fresh))) {
      for (var each : entries.entrySet()) {
        var entry = new ZipEntry(each.getKey());
        entry.setTimeLocal(ALWAYS);
        out.putNextEntry(entry);
        Files.copy(each.getValue(), out);
        out.closeEntry();
      }
    }
    Moved.over(fresh, jar);
  }

  private static String name(Path root, Path file) {
    return root.relativize(file).toString().replace(File.separatorChar, '/');
  }

  private static List<Path> below(Path root) {
    try (var files = Files.walk(root)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
