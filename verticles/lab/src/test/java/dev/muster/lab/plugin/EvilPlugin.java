package dev.muster.lab.plugin;

import dev.muster.contract.PluginKind;
import dev.muster.host.plugin.folder.WasmSection;
import dev.muster.lab.Requires;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A plugin that means harm, and what the host is expected to make of it. All of them guard edits
 * and deny on failure; {@code source} is Java, a shell script or WebAssembly text.
 */
record EvilPlugin(
    PluginKind kind, String name, String state, boolean denies, boolean leaks, String source) {
  private static final String FAILS = "quarantined";
  private static final String TAKES_ALL =
      "(loop $l (drop (memory.grow (i32.const 16)))"
          + " (i32.store (i32.shl (memory.size) (i32.const 16)) (i32.const 1)) (br $l))";

  /** The one that takes its host with it. */
  static EvilPlugin deadly() {
    return jar(
        "allocates without end",
        FAILS,
        "static final List<byte[]> ALL = new ArrayList<>();"
            + edit("while (true) { ALL.add(new byte[1 << 20]); }"));
  }

  /** In this order: what a jar leaks, its host keeps. */
  static List<EvilPlugin> jars() {
    return List.of(
        jar("throws", FAILS, edit("throw new IllegalStateException(\"evil\");")),
        jar("exits", "invalid", edit("System.exit(1); return HookResult.proceed();")),
        jar("sleeps", FAILS, edit("Thread.sleep(600_000); return HookResult.proceed();")),
        jar("blocks in start", "failed", start("Thread.sleep(600_000);")),
        jar(
            "ships its own Jackson",
            "active",
            "private tools.jackson.databind.ObjectMapper json;"
                + start("json = new tools.jackson.databind.ObjectMapper();")
                + edit(
                    "return HookResult.note(json.writeValueAsString(Map.of(\"own\","
                        + " json.getClass().getClassLoader() == Main.class.getClassLoader())));")),
        jar(
            "starts 100 threads",
            "active",
            start("for (int i = 0; i < 100; i++) { new Thread(Main::stay).start(); }")
                + "static void stay() { while (true) { try { Thread.sleep(600_000); }"
                + " catch (InterruptedException e) { } } }"),
        jar("loops", FAILS, edit("while (true) { Thread.onSpinWait(); }")));
  }

  static List<EvilPlugin> executables() {
    return List.of(
        script("throws", "echo evil >&2; exit 1"),
        script("exits", "kill -KILL $$"),
        script("sleeps", "sleep 600"),
        script("blocks in start", "# serves\nsleep 600"),
        script("starts 100 processes", "for i in $(seq 100); do sleep 600 & done; wait"),
        // The limit is for the machine that runs this test: a host sets none. How a shell ends that
        // reaches it is the shell's affair, and when is the machine's: so it begins again.
        script(
            "allocates without end",
            "while :; do (ulimit -v 500000; x=xxxxxxxxxxxxxxxx; while :; do x=$x$x; done); done"),
        script("loops", "while :; do :; done"));
  }

  static List<EvilPlugin> modules() {
    String wasi = "(import \"wasi_snapshot_preview1\" ";
    return List.of(
        module("throws", FAILS, "", "(unreachable)"),
        module("exits", "failed", wasi + "\"proc_exit\" (func (param i32)))", "(i64.const 0)"),
        module(
            "sleeps",
            "failed",
            wasi + "\"poll_oneoff\" (func (param i32 i32 i32 i32) (result i32)))",
            "(i64.const 0)"),
        module(
            "blocks in start",
            "failed",
            "(func $start (loop $l (br $l))) (start $start)",
            "(i64.const 0)"),
        module(
            "starts 100 threads",
            "failed",
            "(import \"wasi\" \"thread-spawn\" (func (param i32) (result i32)))",
            "(i64.const 0)"),
        module("allocates without end", FAILS, "", TAKES_ALL + " (i64.const 0)"),
        module("loops", FAILS, "", "(loop $l (br $l)) (i64.const 0)"));
  }

  /** One that never starts because it is refused denies nothing: there was no guard yet. */
  private static EvilPlugin jar(String name, String state, String body) {
    boolean denies = !state.equals("active") && !state.equals("invalid");
    boolean leaks = name.equals("loops") || name.equals("starts 100 threads");
    return new EvilPlugin(PluginKind.JAR, name, state, denies, leaks, body);
  }

  private static EvilPlugin script(String name, String text) {
    return new EvilPlugin(PluginKind.EXECUTABLE, name, FAILS, true, false, text);
  }

  /** What is imported comes first in a module. */
  private static EvilPlugin module(String name, String state, String fields, String call) {
    String text =
        "(module %s (memory (export \"memory\") 1)"
                .formatted(fields.contains("import") ? fields : "")
            + "(func (export \"muster_alloc\") (param i32) (result i32) (i32.const 4096))"
            + (fields.contains("import") ? "" : fields)
            + "(func (export \"muster_call\") (param i32 i32) (result i64) %s))".formatted(call);
    return new EvilPlugin(PluginKind.WASM, name, state, true, false, text);
  }

  private static String edit(String body) {
    return "public HookResult preEdit(HookInput.PreEdit i) throws Exception {" + body + "}";
  }

  private static String start(String body) {
    return "public void start(PluginContext c) throws Exception {" + body + "}";
  }

  String id() {
    return (kind + "-" + name).replace(' ', '-').toLowerCase(java.util.Locale.ROOT);
  }

  /** Where it lies in a drop-in folder. */
  Path in(Path folder) {
    return folder.resolve(kind == PluginKind.EXECUTABLE ? id() : id() + "." + kind);
  }

  /** Builds it in a folder that no host looks at. */
  Path build(Path folder) throws Exception {
    Path file = in(Files.createDirectories(folder));
    switch (kind) {
      case JAR -> JarSource.build(manifest("main: Main"), source, file);
      case EXECUTABLE -> {
        String mode = source.startsWith("# serves") ? "serve" : "call";
        Files.createDirectories(file);
        Files.writeString(file.resolve("run"), source + "\n");
        Files.writeString(
            file.resolve("plugin.yaml"), manifest("command: [/bin/sh, run]\nmode: " + mode));
      }
      case WASM -> assemble(folder, file);
    }
    return file;
  }

  private void assemble(Path folder, Path file) throws IOException, InterruptedException {
    Path text = Files.writeString(folder.resolve(id() + ".wat"), source);
    Path tool = Requires.tool("wat2wasm");
    Process process =
        new ProcessBuilder(tool.toString(), text.toString(), "-o", file.toString())
            .inheritIO()
            .start();
    if (process.waitFor() != 0) {
      throw new IOException("wat2wasm refused " + source);
    }
    byte[] yaml = manifest("").getBytes(StandardCharsets.UTF_8);
    Files.write(file, WasmSection.with(Files.readAllBytes(file), WasmSection.MANIFEST, yaml));
  }

  private String manifest(String more) {
    return """
    id: %s
    version: 1.0.0
    api: 1
    phases: [pre_edit]
    on_failure: deny
    %s
    """
        .formatted(id(), more);
  }
}
