package dev.muster.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page's own tests, run by node. */
final class WebrootTest {
  private static final int SECONDS_MAX = 120;

  @Test
  void the_tests_of_the_page_pass(@TempDir Path folder) throws Exception {
    // Files, not the folder: node 20 walks a folder and node 22 refuses one.
    List<Path> tests = Checkout.files("webroot/test", ".test.js");
    Assumptions.assumeFalse(tests.isEmpty(), "webroot/test holds no *.test.js");
    List<String> command = new ArrayList<>(List.of(Requires.tool("node").toString(), "--test"));
    tests.forEach(test -> command.add(test.toString()));
    Path output = folder.resolve("output");
    Process node =
        new ProcessBuilder(command)
            .directory(Checkout.root().toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    boolean ended = node.waitFor(SECONDS_MAX, TimeUnit.SECONDS);
    node.destroyForcibly();
    assertTrue(
        ended, () -> "node --test took over " + SECONDS_MAX + " s\n" + Checkout.read(output));
    assertEquals(0, node.exitValue(), () -> "node --test failed\n" + Checkout.read(output));
  }
}
