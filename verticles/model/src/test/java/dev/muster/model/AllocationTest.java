package dev.muster.model;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AllocationTest {
  private static final int CALLS = 1_000;

  @Test
  void asking_a_model_allocates_nothing() {
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    double[] features = Models.features(new Random(1));
    double[] scratch = new double[Model.SCRATCH];
    double[] expected = new double[32];
    for (Model model : Models.all()) {
      ask(model, features, scratch, expected);
      long before = threads.getCurrentThreadAllocatedBytes();
      ask(model, features, scratch, expected);
      long bytes = threads.getCurrentThreadAllocatedBytes() - before;
      // The compiler may leave some tens of bytes once; an object a call would be 16,000.
      assertTrue(bytes < CALLS, () -> ModelFile.family(model) + ": " + bytes);
    }
  }

  private static void ask(Model model, double[] features, double[] scratch, double[] expected) {
    for (int i = 0; i < CALLS; i++) {
      model.expectAll(features, scratch, expected);
      model.expect(features, 1 + i % 8, scratch, expected);
    }
  }
}
