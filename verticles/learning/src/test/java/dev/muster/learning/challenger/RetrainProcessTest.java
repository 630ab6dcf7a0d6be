package dev.muster.learning.challenger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RetrainProcessTest {
  @TempDir Path folder;

  @Test
  void a_process_that_was_closed_fits_nothing_and_starts_nothing() {
    var process = new RetrainProcess(folder, Thread.ofVirtual()::start);
    CompletableFuture<byte[]> running = fit(process);
    process.close();
    assertThrows(CompletionException.class, running::join);
    var refused = assertThrows(CompletionException.class, fit(process)::join);
    var why = assertInstanceOf(IllegalStateException.class, refused.getCause());
    assertEquals("the host ends", why.getMessage());
  }

  @Test
  void an_exit_code_is_told_in_words() {
    assertEquals("the fit failed", Retrain.meaning(Retrain.FIT));
    assertEquals("the process was ended by signal 9", Retrain.meaning(137));
    assertEquals("the JVM failed", Retrain.meaning(1));
  }

  private static CompletableFuture<byte[]> fit(RetrainProcess process) {
    return process.fit(Family.FOREST, Random20000.outcomes(5_000), 1).toCompletableFuture();
  }
}
