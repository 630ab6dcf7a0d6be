package dev.muster.learning.challenger;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The native library that Smile's perceptron computes with. Smile asks the system's loader for
 * {@code libopenblas.so} on Linux and for {@code libblas.dylib}, which the system has, on macOS.
 * The loader looks only where its environment says when a process starts, hence a child process.
 */
final class OpenBlas {
  /** Names in the artifact; the first one is linked to under the name that Smile asks for. */
  private static final List<String> FILES =
      List.of("libopenblas.so.0", "libgfortran.so.5", "libquadmath.so.0", "libgcc_s.so.1");

  private static final String ASKED_FOR = "libopenblas.so";
  private static final String FOLDER = "/org/bytedeco/openblas/";
  private static final Map<String, String> ARCHITECTURES =
      Map.of("amd64", "x86_64", "x86_64", "x86_64", "aarch64", "arm64", "arm64", "arm64");

  private OpenBlas() {}

  /**
   * Puts the library into a folder unless it is there; nothing when the system has its own.
   *
   * @throws IllegalStateException when none is shipped for this platform
   */
  static void unpack(Path folder) throws IOException {
    if (!System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("linux")) {
      return;
    }
    String machine = System.getProperty("os.arch");
    String platform = "linux-" + ARCHITECTURES.getOrDefault(machine, machine);
    Files.createDirectories(folder);
    for (String name : FILES) {
      unpack(FOLDER + platform + "/" + name, folder.resolve(target(name)));
    }
    if (!Files.exists(folder.resolve(ASKED_FOR))) {
      throw new IllegalStateException("no OpenBLAS is shipped for " + platform);
    }
  }

  private static String target(String name) {
    return name.startsWith(ASKED_FOR) ? ASKED_FOR : name;
  }

  private static void unpack(String resource, Path target) throws IOException {
    if (Files.exists(target)) {
      return;
    }
    try (@Nullable InputStream in = OpenBlas.class.getResourceAsStream(resource)) {
      if (in != null) {
        // Two processes may do this at once: the library must be whole whenever it has its name.
        Path part = Files.createTempFile(target.toAbsolutePath().getParent(), "openblas", ".part");
        Files.copy(in, part, StandardCopyOption.REPLACE_EXISTING);
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
      }
    }
  }
}
