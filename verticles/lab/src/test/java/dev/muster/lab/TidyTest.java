package dev.muster.lab;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a file may look like. Each message is the place, the rule and what to do instead. */
final class TidyTest {
  private static final Set<String> ROOT =
      Set.of(
          ".ci .git .gitattributes .gitignore .mvn LICENSE README.md conf muster plugins pom.xml target"
              .concat(" verticles webroot .idea .vscode .DS_Store")
              .split(" ", -1));

  private static final String TYPE_WORDS = "(record|enum|class|@?interface) \\w+.*";
  private static final Pattern OPEN_TYPE =
      Pattern.compile("\\s*((public|static|sealed|non-sealed|final) )*" + TYPE_WORDS);
  private static final Pattern ANY_TYPE = Pattern.compile("[\\sa-z-]*\\b" + TYPE_WORDS);
  private static final Pattern NAMED_PATH =
      Pattern.compile("[(`](?:\\./)?((?:verticles|plugins|conf|webroot|\\.ci)/[\\w./-]*)[)`]");

  /** A thing that no line may hold. */
  private record Ban(Pattern pattern, String rule) {
    Ban(String pattern, String rule) {
      this(Pattern.compile(pattern), rule);
    }
  }

  private static final List<Ban> BANS =
      List.of(
          new Ban("\t", "tabs look different everywhere: use spaces"),
          new Ban("\\bTODO\\b(?!.*#\\d)", "a TODO without an issue is forgotten: name one as #12"),
          new Ban("\\bFIXME\\b", "fix it, or write TODO with the issue's number"),
          new Ban("@Disabled\\b", "a test that does not run is none: delete it or make it pass"),
          new Ban(
              "@param\\s+(\\w+)\\s+[Tt]he \\1\\b\\.?\\s*$", "it repeats the name: leave it out"),
          new Ban("^\\s*//.*[;{]\\s*$", "code in a comment: delete it, git keeps it"),
          new Ban(
              "(?<![\\w.])/(work|root|home/\\w+|Users/\\w+)/", "a path of one machine: derive it"));

  private static final Ban PRETENCE =
      new Ban(
          "(?i)simulat|placeholder|dummy", "nothing pretends outside lab: do it or leave it out");

  private final Set<String> found = new TreeSet<>();

  @AfterEach
  void nothing_was_found() {
    if (!found.isEmpty()) {
      fail(found.size() + " found:\n" + String.join("\n", found));
    }
  }

  @Test
  void java_files_and_methods_fit_in_the_head() {
    for (Path file : java()) {
      List<String> lines = lines(file);
      int linesMax = linesMax(file.toString());
      if (lines.size() > linesMax) {
        found(file, lines.size(), "over " + linesMax + " lines: move a noun of it to its own file");
      }
      for (int end = 0; end < lines.size(); end++) {
        if (lines.get(end).matches("( {2}| {4})}")) {
          int start = opening(lines, end);
          String head = lines.get(start);
          if (end - start >= 40 && head.contains("(") && !ANY_TYPE.matcher(head).matches()) {
            found(file, start + 1, "over 40 lines in a method: give a part of it a name");
          }
        }
      }
    }
  }

  /** A bundled plugin is an example to read in one go. */
  private static int linesMax(String file) {
    boolean bundled = file.contains("/dev/muster/bundled/") && file.contains("/src/main/");
    return bundled ? 149 : file.endsWith("Verticle.java") ? 80 : 300;
  }

  /** The formatter indents by two, so a block's head is the last line as deep as its end. */
  private static int opening(List<String> lines, int end) {
    int depth = lines.get(end).indexOf('}');
    int start = end - 1;
    while (start > 0 && !lines.get(start).matches(" {" + depth + "}[^ ].*")) {
      start--;
    }
    return start;
  }

  @Test
  void no_line_holds_what_is_banned() {
    for (Path file : ourText()) {
      boolean mayPretend = file.toString().contains("/lab/") || !file.toString().endsWith(".java");
      List<String> lines = lines(file);
      for (int i = 0; i < lines.size(); i++) {
        for (Ban ban : BANS) {
          check(file, i, lines.get(i), ban);
        }
        if (!mayPretend) {
          check(file, i, lines.get(i), PRETENCE);
        }
      }
    }
  }

  @Test
  void a_suppressed_warning_says_why() {
    for (Path file : java()) {
      List<String> lines = lines(file);
      for (int i = 1; i < lines.size(); i++) {
        boolean suppresses = lines.get(i).strip().startsWith("@SuppressWarnings");
        if (suppresses && !(lines.get(i) + lines.get(i - 1)).contains("//")) {
          found(file, i + 1, "@SuppressWarnings without a comment: say why it is safe");
        }
      }
    }
  }

  @Test
  void every_type_of_contract_and_of_the_plugin_api_has_a_sentence() {
    for (Path file : java()) {
      if (!file.toString().matches(".*/(contract|plugins/api)/src/main/.*")) {
        continue;
      }
      List<String> lines = lines(file);
      for (int i = 1; i < lines.size(); i++) {
        int above = i - 1;
        while (above > 0 && lines.get(above).strip().startsWith("@")) {
          above--;
        }
        if (OPEN_TYPE.matcher(lines.get(i)).matches() && !lines.get(above).endsWith("*/")) {
          found(file, i + 1, "a type without Javadoc: one sentence that says what it is");
        }
      }
    }
  }

  @Test
  void paths_named_in_the_documents_exist() {
    Stream.concat(Stream.of(Checkout.root().resolve("README.md")), ourText().stream())
        .filter(file -> file.toString().endsWith(".md"))
        .forEach(document ->
            NAMED_PATH
                .matcher(Checkout.read(document))
                .results()
                .map(match -> match.group(1))
                .filter(path -> !Files.exists(Checkout.root().resolve(path)))
                .forEach(path -> found(document, 1, path + " does not exist: correct the path")));
  }

  @Test
  void every_message_has_a_golden_file() throws ClassNotFoundException {
    Path wire = Checkout.root().resolve("verticles/bus/src/test/resources/wire");
    if (Files.isDirectory(wire)) {
      leaves(Class.forName("dev.muster.contract.Message"))
          .map(leaf -> wire.resolve(leaf.getSimpleName() + ".json"))
          .filter(golden -> !Files.exists(golden) && !golden.endsWith("Unrecognised.json"))
          .forEach(golden -> found(golden, 1, "missing: write down what the message looks like"));
    }
  }

  private static Stream<Class<?>> leaves(Class<?> type) {
    return type.isSealed()
        ? Stream.of(type.getPermittedSubclasses()).flatMap(TidyTest::leaves)
        : Stream.of(type);
  }

  @Test
  void the_page_never_parses_text_as_markup() {
    var markup =
        new Ban("innerHTML|outerHTML|insertAdjacentHTML|document\\.write", "use textContent");
    for (Path file : Checkout.files("webroot", ".js", ".html")) {
      List<String> lines = file.toString().endsWith(".test.js") ? List.of() : lines(file);
      for (int i = 0; i < lines.size(); i++) {
        check(file, i, lines.get(i), markup);
      }
    }
  }

  @Test
  void the_root_holds_only_agreed_names() throws IOException {
    try (var entries = Files.list(Checkout.root())) {
      entries
          .filter(entry -> !ROOT.contains(entry.getFileName().toString()))
          .forEach(entry -> found(entry, 1, "is not agreed: put it below one of " + ROOT));
    }
  }

  private static List<Path> java() {
    return Stream.of("verticles", "plugins")
        .flatMap(folder -> Checkout.files(folder, ".java").stream())
        .toList();
  }

  private static List<Path> ourText() {
    return Stream.of("verticles", "plugins", "conf", "webroot", ".ci")
        .flatMap(folder ->
            Checkout.files(
                folder, ".java", ".js", ".css", ".html", ".md", ".sql", ".yaml", ".xml", "run")
                .stream())
        .filter(file -> !file.endsWith("TidyTest.java"))
        .toList();
  }

  private static List<String> lines(Path file) {
    return Checkout.read(file).lines().toList();
  }

  private void check(Path file, int index, String line, Ban ban) {
    if (ban.pattern().matcher(line).find()) {
      found(file, index + 1, ban.rule());
    }
  }

  private void found(Path file, int line, String rule) {
    found.add("%s:%d %s".formatted(Checkout.root().relativize(file), line, rule));
  }
}
