package dev.muster.learning.challenger;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.muster.model.Sealed;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class RowsTest {
  @Test
  void rows_are_the_same_after_they_were_written_and_read() {
    Rows rows = Random20000.outcomes(2_000);
    byte[] bytes = rows.toBytes();
    Rows read = Rows.of(bytes);
    assertEquals(2_000, read.size());
    assertArrayEquals(bytes, read.toBytes());
  }

  @Test
  void what_is_no_outcome_is_refused() {
    var rows = new Rows();
    assertThrows(IllegalArgumentException.class, () -> rows.add(new double[10], 9, new double[4]));
    assertThrows(IllegalArgumentException.class, () -> rows.add(new double[9], 1, new double[4]));
    byte[] huge = ByteBuffer.allocate(4).putInt(Integer.MAX_VALUE).array();
    assertThrows(
        IllegalArgumentException.class, () -> Rows.of(Sealed.seal("muster-rows", 1, huge)));
    assertThrows(
        IllegalArgumentException.class, () -> Rows.of(Sealed.seal("muster-rows", 1, new byte[0])));
  }
}
