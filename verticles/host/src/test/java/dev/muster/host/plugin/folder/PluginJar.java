package dev.muster.host.plugin.folder;

import dev.muster.plugin.HookPlugin;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.ToolProvider;

/** A jar that a test writes: its classes are compiled against the plugin API and nothing else. */
public final class PluginJar {
  private final Map<String, byte[]> entries = new LinkedHashMap<>();

  /** A jar with a manifest for {@code pre_edit} and version 1.0.0. */
  public static PluginJar of(String id, String main) {
    return new PluginJar()
        .with(
            "META-INF/muster/plugin.yaml",
            """
            id: %s
            version: "1.0.0"
            api: 1
            phases: [pre_edit]
            main: %s
            """
                .formatted(id, main));
  }

  /** A jar whose only class answers every phase with continue. */
  public static PluginJar quiet(String id) throws IOException {
    return of(id, "Quiet").source("public class Quiet implements dev.muster.plugin.HookPlugin {}");
  }

  public PluginJar with(String name, String text) {
    return with(name, text.getBytes(StandardCharsets.UTF_8));
  }

  public PluginJar with(String name, byte[] content) {
    entries.put(name, content);
    return this;
  }

  /** Compiles a class and its nested ones; {@code package} comes first where there is one. */
  public PluginJar source(String... sources) throws IOException {
    Path scratch = Files.createTempDirectory("plugin-sources");
    try {
      compile(scratch, sources);
      try (Stream<Path> found = Files.walk(scratch.resolve("out"))) {
        for (Path file : found.filter(it -> it.toString().endsWith(".class")).toList()) {
          String name = scratch.resolve("out").relativize(file).toString();
          with(name, Files.readAllBytes(file));
        }
      }
      return this;
    } finally {
      try (Stream<Path> all = Files.walk(scratch)) {
        for (Path file : all.sorted((a, b) -> b.compareTo(a)).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  /** Compiles the class {@code Main} with this body, with the API's names imported. */
  public PluginJar main(String body) throws IOException {
    return source(
        "import dev.muster.plugin.*; import java.util.*;\n"
            + "public final class Main implements HookPlugin {\n"
            + body
            + "\n}\n");
  }

  private static void compile(Path scratch, String... sources) throws IOException {
    String api = HookPlugin.class.getProtectionDomain().getCodeSource().getLocation().getPath();
    List<String> arguments =
        new ArrayList<>(
            List.of("-proc:none", "-nowarn", "-cp", api, "-d", scratch.resolve("out").toString()));
    for (String source : sources) {
      String name = source.replaceAll("(?s).*?(class|interface) (\\w+).*", "$2");
      Path file = Files.createDirectories(scratch.resolve(name)).resolve(name + ".java");
      Files.writeString(file, source);
      arguments.add(file.toString());
    }
    Files.createDirectories(scratch.resolve("out"));
    int failed =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, arguments.toArray(String[]::new));
    if (failed != 0) {
      throw new IOException("the source of a test does not compile");
    }
  }

  /** Writes it, in place of what is there. */
  public Path write(Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> each : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(each.getKey()));
        zip.write(each.getValue());
        zip.closeEntry();
      }
    }
    return file;
  }
}
