package dev.muster.host.mcp;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.concurrent.RejectedExecutionException;

/** The one event loop on which all of MCP happens. */
record EventLoop(Vertx vertx, Context context, Thread thread) {

  /** The loop that this code runs on. */
  static EventLoop current(Vertx vertx) {
    return new EventLoop(vertx, vertx.getOrCreateContext(), Thread.currentThread());
  }

  /** Runs it now when this is the loop, later on the loop when it is not. */
  void run(Runnable step) {
    if (thread.equals(Thread.currentThread())) {
      step.run();
    } else {
      try {
        context.runOnContext(turn -> step.run());
      } catch (RejectedExecutionException over) {
        // The host ends, and its clients know.
      }
    }
  }
}
