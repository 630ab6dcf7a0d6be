package dev.muster.lab.plugin;

import dev.muster.plugin.HookPlugin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** Compiles the class {@code Main} of a plugin against the API's jar, and packs it. */
final class JarSource {
  private static final String HEAD =
      "import dev.muster.plugin.*; import java.util.*;"
          + " public final class Main implements HookPlugin {";

  private JarSource() {}

  static void build(String manifest, String body, Path jar) throws Exception {
    List<Path> libraries = body.contains("jackson") ? jackson() : List.of();
    Path classes = Files.createDirectories(jar.resolveSibling(jar.getFileName() + ".classes"));
    Path source = Files.writeString(classes.resolve("Main.java"), HEAD + body + "}");
    var path = new ArrayList<>(List.of(place(HookPlugin.class).toString()));
    libraries.forEach(library -> path.add(library.toString()));
    int failed =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-proc:none",
                "-nowarn",
                "-cp",
                String.join(System.getProperty("path.separator"), path),
                "-d",
                classes.toString(),
                source.toString());
    if (failed != 0) {
      throw new IOException("does not compile: " + body);
    }
    try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
      put(
          out,
          "META-INF/muster/plugin.yaml",
          manifest.getBytes(java.nio.charset.StandardCharsets.UTF_8));
      try (Stream<Path> files = Files.list(classes)) {
        for (Path file : files.filter(it -> it.toString().endsWith(".class")).toList()) {
          put(out, String.valueOf(file.getFileName()), Files.readAllBytes(file));
        }
      }
      for (Path library : libraries) {
        copy(library, out);
      }
    }
  }

  private static List<Path> jackson() throws Exception {
    return List.of(
        place(tools.jackson.databind.ObjectMapper.class),
        place(tools.jackson.core.JsonParser.class),
        place(com.fasterxml.jackson.annotation.JsonProperty.class));
  }

  private static Path place(Class<?> type) throws Exception {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
  }

  private static void copy(Path library, JarOutputStream out) throws IOException {
    try (var jar = new JarFile(library.toFile())) {
      for (Enumeration<JarEntry> all = jar.entries(); all.hasMoreElements(); ) {
        JarEntry entry = all.nextElement();
        boolean code = entry.getName().endsWith(".class") && !entry.getName().contains("-");
        if (code) {
          put(out, entry.getName(), jar.getInputStream(entry).readAllBytes());
        }
      }
    }
  }

  private static void put(JarOutputStream out, String name, byte[] bytes) throws IOException {
    out.putNextEntry(new JarEntry(name));
    out.write(bytes);
  }
}
