package dev.muster.host.plugin.engine;

import dev.muster.host.plugin.folder.PluginRefused;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import run.endive.wasm.Parser;
import run.endive.wasm.WasmModule;
import run.endive.wasm.types.Export;
import run.endive.wasm.types.ExternalType;
import run.endive.wasm.types.FunctionImport;
import run.endive.wasm.types.FunctionType;
import run.endive.wasm.types.Import;
import run.endive.wasm.types.MemoryLimits;
import run.endive.wasm.types.MemorySection;
import run.endive.wasm.types.ValType;

/**
 * A module that keeps to the plugin's interface, and what each instance of it may take. All
 * instances together stay below the plugin's memory, so a module that declares a small maximum gets
 * more of them than one that declares none.
 */
record WasmCode(WasmModule module, MemoryLimits memory, int instances) {
  static final String MEMORY = "memory";
  static final String ALLOC = "muster_alloc";
  static final String CALL = "muster_call";
  static final String HOST = "muster";
  static final String LOG = "log";
  static final String EMIT = "emit";

  static final FunctionType TEXT =
      FunctionType.of(List.of(ValType.I32, ValType.I32), List.<ValType>of());

  private static final Map<String, FunctionType> EXPORTS =
      Map.of(
          ALLOC, FunctionType.of(List.of(ValType.I32), List.of(ValType.I32)),
          CALL, FunctionType.of(List.of(ValType.I32, ValType.I32), List.of(ValType.I64)));

  static final int MODULE_BYTES_MAX = 1024 * 1024;

  static final int TABLE_ENTRIES_MAX = 16 * 1024;
  private static final int TABLES_MAX = 16;
  private static final int INSTANCES_MAX = 4;
  private static final int PAGES_PER_MB = 16;

  static WasmCode read(Path file, int memoryMb) throws PluginRefused, IOException {
    long size = Files.size(file);
    if (size > MODULE_BYTES_MAX) {
      throw new PluginRefused(
          "expected a module of at most %d bytes, found %d".formatted(MODULE_BYTES_MAX, size));
    }
    byte[] bytes = Files.readAllBytes(file);
    WasmShape.check(bytes);
    WasmModule module = parsed(bytes);
    imports(module);
    for (var wanted : EXPORTS.entrySet()) {
      export(module, wanted.getKey(), wanted.getValue());
    }
    tables(module);
    int pagesMax = memoryMb * PAGES_PER_MB;
    MemoryLimits memory = memory(module, pagesMax);
    int instances = Math.clamp(pagesMax / Math.max(1, memory.maximumPages()), 1, INSTANCES_MAX);
    return new WasmCode(module, memory, instances);
  }

  private static WasmModule parsed(byte[] bytes) throws PluginRefused {
    try {
      return Parser.builder()
          .withCustomParsers(Map.of())
          .build()
          .parse(() -> new ByteArrayInputStream(bytes));
    } catch (RuntimeException | StackOverflowError e) { // what the parser says of a bad module
      throw new PluginRefused("expected a valid WebAssembly module: " + e.getMessage());
    }
  }

  private static void imports(WasmModule module) throws PluginRefused {
    for (Import found : module.importSection().stream().toList()) {
      String name = found.module() + "." + found.name();
      if (!(found instanceof FunctionImport function)
          || !List.of(HOST + "." + LOG, HOST + "." + EMIT).contains(name)) {
        throw new PluginRefused(
            "expected no imports but the functions muster.log and muster.emit, found %s %s"
                .formatted(found.importType().name().toLowerCase(Locale.ROOT), name));
      }
      FunctionType type = module.typeSection().getType(function.typeIndex());
      if (!type.equals(TEXT)) {
        throw new PluginRefused("expected %s as %s, found %s".formatted(name, TEXT, type));
      }
    }
  }

  private static void export(WasmModule module, String name, FunctionType wanted)
      throws PluginRefused {
    Export export =
        exports(module, name)
            .filter(it -> it.exportType() == ExternalType.FUNCTION)
            .orElseThrow(() -> absent("function " + name + " as " + wanted));
    int imported = module.importSection().importCount();
    int type =
        export.index() < imported
            ? ((FunctionImport) module.importSection().getImport(export.index())).typeIndex()
            : module.functionSection().getFunctionType(export.index() - imported);
    FunctionType found = module.typeSection().getType(type);
    if (!found.equals(wanted)) {
      throw new PluginRefused(
          "expected the export %s as %s, found %s".formatted(name, wanted, found));
    }
  }

  private static MemoryLimits memory(WasmModule module, int pagesMax) throws PluginRefused {
    int memories = module.memorySection().map(MemorySection::memoryCount).orElse(0);
    if (memories != 1) {
      throw new PluginRefused("expected one memory, found " + memories);
    }
    if (exports(module, MEMORY).filter(it -> it.exportType() == ExternalType.MEMORY).isEmpty()) {
      throw absent("memory " + MEMORY);
    }
    MemoryLimits declared = module.memorySection().orElseThrow().getMemory(0).limits();
    if (declared.shared()) {
      throw new PluginRefused("expected a memory of its own, found a shared one");
    }
    if (declared.initialPages() < 0 || declared.initialPages() > pagesMax) {
      throw new PluginRefused(
          "expected at most %d pages of 64 KiB to begin with (wasm_memory_mb), found %s"
              .formatted(pagesMax, Integer.toUnsignedString(declared.initialPages())));
    }
    int maximum = declared.maximumPages();
    return new MemoryLimits(
        declared.initialPages(), maximum < 0 ? pagesMax : Math.min(maximum, pagesMax));
  }

  private static void tables(WasmModule module) throws PluginRefused {
    int tables = module.tableSection().tableCount();
    if (tables > TABLES_MAX) {
      throw new PluginRefused("expected at most %d tables, found %d".formatted(TABLES_MAX, tables));
    }
    for (int i = 0; i < tables; i++) {
      long entries = module.tableSection().getTable(i).limits().min();
      if (entries > TABLE_ENTRIES_MAX) {
        throw new PluginRefused(
            "expected tables of at most %d entries, found %d"
                .formatted(TABLE_ENTRIES_MAX, entries));
      }
    }
  }

  private static Optional<Export> exports(WasmModule module, String name) {
    var section = module.exportSection();
    return Stream.iterate(0, i -> i < section.exportCount(), i -> i + 1)
        .map(section::getExport)
        .filter(export -> export.name().equals(name))
        .findFirst();
  }

  private static PluginRefused absent(String what) {
    return new PluginRefused("expected the export of a " + what + ", found none");
  }
}
