package dev.muster.store;

import dev.muster.bus.Json;
import dev.muster.contract.TaskAccepted;
import dev.muster.contract.TaskChanged;
import dev.muster.contract.TaskState;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Semaphore;

/** Submits tasks for ever and writes the number of each to its output once it is answered. */
final class WriterProcess {
  private static final int IN_FLIGHT = 64;

  private WriterProcess() {}

  public static void main(String[] arguments) throws InterruptedException {
    var open = new Semaphore(IN_FLIGHT);
    try (var store = Store.open(TestStore.options(Path.of(arguments[0])), Json.lenient())) {
      for (int i = 0; ; i++) {
        int number = i;
        open.acquire();
        var _ =
            store
                .write(tx -> submit(tx, number))
                .thenAccept(done -> {
                  acknowledge(done);
                  open.release();
                });
      }
    }
  }

  private static int submit(Tx tx, int number) {
    var task = Samples.ready(number);
    tx.tasks().insert(task, 0);
    tx.keys()
        .insert(
            "key-" + number,
            "hash-" + number,
            task.id(),
            new TaskAccepted(task.id(), TaskState.SUBMITTED, "/poll", 1, Samples.ESTIMATE),
            Samples.NOW);
    tx.events().append(seq -> new TaskChanged(seq, Samples.NOW, "submitted", null, task.summary()));
    return number;
  }

  private static void acknowledge(int number) {
    try {
      // Not closed: it is this process's own output, and unbuffered.
      new FileOutputStream(FileDescriptor.out)
          .write((number + "\n").getBytes(StandardCharsets.US_ASCII));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
