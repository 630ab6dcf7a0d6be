package dev.muster.host.plugin.engine;

import java.util.Deque;
import run.endive.runtime.Instance;
import run.endive.runtime.InterpreterMachine;
import run.endive.runtime.MStack;
import run.endive.runtime.StackFrame;
import run.endive.runtime.TrapException;
import run.endive.runtime.WasmInterruptedException;
import run.endive.wasm.types.FunctionBody;
import run.endive.wasm.types.FunctionType;
import run.endive.wasm.types.Instruction;

/**
 * The runtime's interpreter with an end to everything that a module can make it pile up besides its
 * memory: calls inside calls, their locals and the values between them. Confined to one thread at a
 * time.
 */
final class WasmMachine extends InterpreterMachine {
  /** Calls inside calls: each takes about 1.5 KB of the thread's stack, which has 1 MB. */
  private static final int DEPTH_MAX = 500;

  /** Locals, and values on the stack: 8 bytes each, 1 MB. */
  private static final int SLOTS_MAX = 128 * 1024;

  private int depth;
  private int locals;

  WasmMachine(Instance instance) {
    super(instance);
  }

  @Override
  protected long[] call(
      MStack stack,
      Instance instance,
      Deque<StackFrame> frames,
      int function,
      long[] arguments,
      Object[] references,
      FunctionType type,
      boolean results) {
    FunctionBody body = instance.function(function);
    int own = body == null ? 0 : body.localTypes().size() + arguments.length;
    depth++;
    locals += own;
    try {
      if (depth > DEPTH_MAX || locals > SLOTS_MAX) {
        throw new TrapException(
            "call stack exhausted: at most %d calls and %d locals at once"
                .formatted(DEPTH_MAX, SLOTS_MAX));
      }
      return super.call(stack, instance, frames, function, arguments, references, type, results);
    } finally {
      depth--;
      locals -= own;
    }
  }

  /**
   * Looks up every 1,024 instructions. The interpreter looks for an interrupt at calls and at some
   * branches only; a loop closed by {@code br_on_null} or by a caught exception passes none.
   */
  static final class Watch implements run.endive.runtime.ExecutionListener {
    private static final int EVERY = 1_024;
    private int steps;

    @Override
    public void onExecution(Instruction instruction, MStack stack) {
      if (++steps % EVERY == 0) {
        if (Thread.currentThread().isInterrupted()) {
          throw new WasmInterruptedException("interrupted");
        }
        if (stack.size() > SLOTS_MAX) {
          throw new TrapException("value stack exhausted: at most %d".formatted(SLOTS_MAX));
        }
      }
    }
  }
}
