package dev.muster.lab;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** What a test needs of the machine: absent, it is skipped loudly, or fails when nothing may be. */
public final class Requires {
  private Requires() {}

  /** The first of the named programs that is on PATH. */
  public static Path tool(String... names) {
    return Arrays.stream(names)
        .flatMap(Requires::onPath)
        .findFirst()
        .orElseGet(() -> absent("needs the program " + String.join(" or ", names) + " on PATH"));
  }

  private static Stream<Path> onPath(String name) {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable);
  }

  /** Says that {@code what} is missing: the test is left out, or fails when nothing may be. */
  public static Path absent(String what) {
    if ("1".equals(System.getenv("MUSTER_REQUIRE_ALL"))) {
      return fail("MUSTER_REQUIRE_ALL=1 and this test " + what + ": install it");
    }
    System.err.println(
        "SKIPPED: this test " + what + "; MUSTER_REQUIRE_ALL=1 makes that a failure");
    return Assumptions.abort(what);
  }
}
