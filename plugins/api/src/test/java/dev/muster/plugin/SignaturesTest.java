package dev.muster.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What authors compile against does not change by accident. */
final class SignaturesTest {
  private static final Path COMMITTED = Path.of("SIGNATURES");

  @Test
  void the_public_signatures_are_the_committed_ones() throws Exception {
    assertEquals(
        Files.readString(COMMITTED),
        listing(),
        "the public API changed: say so in CHANGELOG.md and put the new listing into SIGNATURES");
  }

  private static String listing() throws IOException {
    Path classes = Path.of("target/classes");
    try (Stream<Path> files = Files.walk(classes)) {
      return files
          .map(file -> classes.relativize(file).toString())
          .filter(name -> name.endsWith(".class") && !name.endsWith("package-info.class"))
          .map(name -> name.replace(".class", "").replace('/', '.'))
          .map(SignaturesTest::type)
          .filter(type -> Modifier.isPublic(type.getModifiers()))
          .sorted(Comparator.comparing(Class::getName))
          .map(SignaturesTest::signatures)
          .collect(Collectors.joining("\n", "", "\n"));
    }
  }

  private static Class<?> type(String name) {
    try {
      return Class.forName(name);
    } catch (ClassNotFoundException gone) {
      throw new AssertionError(gone);
    }
  }

  private static String signatures(Class<?> type) {
    var members = new ArrayList<String>();
    for (Constructor<?> constructor : type.getDeclaredConstructors()) {
      if (Modifier.isPublic(constructor.getModifiers()) && !type.isRecord()) {
        members.add(constructor.toGenericString());
      }
    }
    for (Method method : type.getDeclaredMethods()) {
      if (Modifier.isPublic(method.getModifiers())
          && !method.isSynthetic()
          && !ofRecord(type, method)) {
        members.add(method.toGenericString());
      }
    }
    if (type.isEnum()) {
      members.addAll(Arrays.stream(type.getEnumConstants()).map(c -> "constant " + c).toList());
    }
    List<String> sorted = members.stream().sorted().toList();
    return head(type) + sorted.stream().map(m -> "\n  " + m).collect(Collectors.joining());
  }

  private static String head(Class<?> type) {
    if (!type.isRecord()) {
      return type.toGenericString();
    }
    return "record "
        + type.getName()
        + Arrays.stream(type.getRecordComponents())
            .map(SignaturesTest::component)
            .collect(Collectors.joining(", ", "(", ")"));
  }

  private static String component(RecordComponent component) {
    return component.getAnnotatedType() + " " + component.getName();
  }

  /** What a record has by being one. */
  private static boolean ofRecord(Class<?> type, Method method) {
    return List.of("equals", "hashCode", "toString").contains(method.getName())
        || (type.isRecord()
            && Arrays.stream(type.getRecordComponents())
                .anyMatch(component -> component.getAccessor().equals(method)));
  }
}
