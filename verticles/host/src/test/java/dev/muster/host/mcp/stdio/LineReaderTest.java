package dev.muster.host.mcp.stdio;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.muster.host.mcp.stdio.LineReader.Cut;
import dev.muster.host.mcp.stdio.LineReader.End;
import dev.muster.host.mcp.stdio.LineReader.Line;
import dev.muster.host.mcp.stdio.LineReader.TooLong;
import dev.muster.host.mcp.stdio.LineReader.Whole;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** How standard input is cut into messages. */
final class LineReaderTest {
  private static List<Line> read(InputStream in) throws IOException {
    var reader = new LineReader(in);
    var lines = new ArrayList<Line>();
    do {
      lines.add(reader.next());
    } while (!(lines.getLast() instanceof End) && !(lines.getLast() instanceof Cut));
    return lines;
  }

  private static InputStream text(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void each_line_is_one_message() throws IOException {
    assertEquals(
        List.of(new Whole("a"), new Whole(""), new Whole("ü€"), new End()),
        read(text("a\n\nü€\n")));
  }

  @Test
  void an_end_in_the_middle_of_a_line_is_a_cut() throws IOException {
    assertEquals(List.of(new Whole("a"), new Cut(3)), read(text("a\n{\"b")));
  }

  @Test
  void a_line_of_100_megabytes_is_read_past_without_being_kept() throws IOException {
    byte[] megabyte = new byte[1_000_000];
    InputStream large =
        new SequenceInputStream(
            Collections.enumeration(
                Collections.nCopies(100, megabyte).stream()
                    .map(ByteArrayInputStream::new)
                    .toList()));
    InputStream in = new SequenceInputStream(large, text("\nnext\n"));
    assertEquals(List.of(new TooLong(100_000_000), new Whole("next"), new End()), read(in));
  }

  @Test
  void lines_come_out_as_they_went_in_however_they_arrive() throws IOException {
    long seed = System.nanoTime();
    var random = new Random(seed);
    var expected = new ArrayList<Line>();
    var whole = new StringBuilder();
    for (int i = 0; i < 200; i++) {
      String line = "é".repeat(random.nextInt(2_000));
      expected.add(new Whole(line));
      whole.append(line).append('\n');
    }
    expected.add(new End());
    byte[] bytes = whole.toString().getBytes(StandardCharsets.UTF_8);
    var chunks = new ArrayList<InputStream>();
    for (int from = 0; from < bytes.length; ) {
      int length = Math.min(1 + random.nextInt(5_000), bytes.length - from);
      chunks.add(new ByteArrayInputStream(bytes, from, length));
      from += length;
    }
    assertEquals(
        expected, read(new SequenceInputStream(Collections.enumeration(chunks))), "seed " + seed);
  }
}
