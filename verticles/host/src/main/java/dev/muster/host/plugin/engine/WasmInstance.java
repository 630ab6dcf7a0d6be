package dev.muster.host.plugin.engine;

import dev.muster.plugin.HookResult;
import dev.muster.plugin.PluginContext;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import run.endive.runtime.ByteArrayMemory;
import run.endive.runtime.ExportFunction;
import run.endive.runtime.HostFunction;
import run.endive.runtime.ImportValues;
import run.endive.runtime.Instance;
import run.endive.runtime.Memory;
import run.endive.runtime.TableInstance;
import run.endive.runtime.TrapException;
import run.endive.wasm.types.Table;
import run.endive.wasm.types.TableLimits;

/**
 * A module at work: its memory and its three doors. One call at a time; after one that failed it is
 * thrown away, because nobody knows what its memory holds then.
 */
final class WasmInstance {
  private static final int WORDS_MAX = 16;
  private static final int LOG_MAX = 2_000;
  private static final long UNSIGNED = 0xffff_ffffL;

  private final PluginContext context;
  private final Instance instance;
  private final ExportFunction alloc;
  private final ExportFunction call;
  private int words;

  /** Runs the module's start function. */
  WasmInstance(WasmCode code, PluginContext context) {
    this.context = context;
    this.instance =
        Instance.builder(code.module())
            .withImportValues(
                ImportValues.builder()
                    .addFunction(door(WasmCode.LOG, this::log), door(WasmCode.EMIT, this::emit))
                    .build())
            .withMemoryFactory(limits -> new ByteArrayMemory(code.memory()))
            .withTableFactory((table, value) -> new TableInstance(capped(table), value))
            .withMachineFactory(WasmMachine::new)
            .withUnsafeExecutionListener(new WasmMachine.Watch())
            .withStart(false)
            .build();
    this.alloc = instance.export(WasmCode.ALLOC);
    this.call = instance.export(WasmCode.CALL);
  }

  /** What the module answers to a question; empty for nothing. */
  String call(byte[] question) {
    words = 0;
    long place = alloc.apply(question.length)[0] & UNSIGNED;
    if (place == 0) {
      throw new TrapException(
          "%s(%d) returned 0: no memory left".formatted(WasmCode.ALLOC, question.length));
    }
    Memory memory = instance.memory();
    inside(WasmCode.ALLOC, memory, place, question.length);
    memory.write((int) place, question, 0, question.length);
    long answer = call.apply(place, question.length)[0];
    return answer == 0 ? "" : text("the answer", memory, answer >>> 32, answer & UNSIGNED);
  }

  private interface Door {
    void said(String text);
  }

  private HostFunction door(String name, Door door) {
    return new HostFunction(
        WasmCode.HOST,
        name,
        WasmCode.TEXT,
        (calling, arguments) -> {
          if (++words > WORDS_MAX) {
            throw new TrapException(
                "muster.log and muster.emit: at most %d times in a call".formatted(WORDS_MAX));
          }
          door.said(
              text(
                  "muster." + name,
                  calling.memory(),
                  arguments[0] & UNSIGNED,
                  arguments[1] & UNSIGNED));
          return null;
        });
  }

  private void log(String text) {
    String line = text.length() <= LOG_MAX ? text : text.substring(0, LOG_MAX - 1) + "…";
    context.logger().log(System.Logger.Level.INFO, line.replaceAll("\\p{Cntrl}+", " "));
  }

  private void emit(String json) {
    try {
      Wire.Answer said = Wire.answer(json);
      Map<String, String> data = said.data() == null ? Map.of() : said.data();
      var event = new HookResult.Emit(said.type() == null ? "" : said.type(), data);
      context.publish(event.type(), event.data());
    } catch (HookFailed | IllegalArgumentException e) {
      throw new TrapException("muster.emit: " + e.getMessage());
    }
  }

  private static String text(String what, Memory memory, long place, long length) {
    if (length > Wire.ANSWER_BYTES_MAX) {
      throw new TrapException(
          "%s: expected at most %d bytes, found %d".formatted(what, Wire.ANSWER_BYTES_MAX, length));
    }
    inside(what, memory, place, length);
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(memory.readBytes((int) place, (int) length)))
          .toString();
    } catch (CharacterCodingException e) {
      throw new TrapException(what + ": expected UTF-8, found other bytes");
    }
  }

  private static void inside(String what, Memory memory, long place, long length) {
    long bytes = (long) memory.pages() * Memory.PAGE_SIZE;
    if (place + length > bytes) {
      throw new TrapException(
          "%s: %d bytes at %d are outside the memory of %d".formatted(what, length, place, bytes));
    }
  }

  /** A table's limits are shared by a module's instances, and grow with it: each gets its own. */
  private static Table capped(Table table) {
    TableLimits limits = table.limits();
    return new Table(
        table.elementType(),
        new TableLimits(limits.min(), Math.min(limits.max(), WasmCode.TABLE_ENTRIES_MAX)),
        table.initialize());
  }
}
