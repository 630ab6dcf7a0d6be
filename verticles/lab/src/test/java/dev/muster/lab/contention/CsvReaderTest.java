package dev.muster.lab.contention;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CsvReaderTest {
  private static List<Map<String, String>> read(String text) throws IOException {
    var csv = new CsvReader(new StringReader(text), "x.csv", "a");
    var rows = new ArrayList<Map<String, String>>();
    for (Map<String, String> row = csv.next(); row != null; row = csv.next()) {
      rows.add(row);
    }
    return rows;
  }

  private static String refusal(String text) {
    return String.valueOf(assertThrows(IOException.class, () -> read(text)).getMessage());
  }

  @Test
  void fields_go_by_the_names_of_the_header() throws IOException {
    assertEquals(
        List.of(Map.of("a", "1", "b", ""), Map.of("a", "", "b", "2")), read("a,b\n1,\n,2"));
    assertEquals(List.of(Map.of("a", "1", "b", "2")), read("a,b\r\n1,2\r\n"));
  }

  @Test
  void quotes_keep_commas_line_ends_and_quotes() throws IOException {
    assertEquals(
        List.of(Map.of("a", "x, \"y\"\nz", "b", "")), read("a,b\n\"x, \"\"y\"\"\nz\",\"\"\n"));
  }

  @Test
  void a_row_of_another_length_is_refused_with_its_line() {
    assertEquals("x.csv line 3: 1 fields, the header has 2", refusal("a,b\n\"1\",2\n3\n"));
    assertEquals("x.csv line 4: 3 fields, the header has 2", refusal("a,b\n\"1\n\",2\n1,2,3\n"));
  }

  @Test
  void broken_quotes_are_refused() {
    assertEquals("x.csv line 2: a quote is not closed", refusal("a\n\"1\n2"));
    assertEquals("x.csv line 2: a field goes on after its quotes", refusal("a\n\"1\"2\n"));
    assertEquals("x.csv line 2: a quote within a field that is not quoted", refusal("a\n1\"2\"\n"));
  }

  @Test
  void a_missing_column_and_an_empty_file_are_refused() {
    assertEquals("x.csv has no column a", refusal("b,c\n1,2\n"));
    assertEquals("x.csv is empty", refusal(""));
  }

  @Test
  void a_header_alone_has_no_rows() throws IOException {
    assertNull(new CsvReader(new StringReader("a\n"), "x.csv").next());
  }
}
