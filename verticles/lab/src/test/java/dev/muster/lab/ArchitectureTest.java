package dev.muster.lab;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.AndFullName.Predicates.fullNameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** Floors, doors, names and clocks: the rules of the house that class files can show. */
final class ArchitectureTest {
  private static final String[] COMMANDS =
      "host host.cli.. host.agent.. host.mcp.stdio host.plugin.cli host.model host.risk lab.."
          .split(" ", -1);

  private static final List<Path> CLASSES =
      Stream.of("verticles", "plugins")
          .flatMap(folder -> Checkout.files(folder, "/pom.xml").stream())
          .map(pom -> pom.resolveSibling("target/classes"))
          .filter(classes -> !classes.toString().contains("/benchmarks/"))
          .toList();

  private static final JavaClasses OURS =
      new ClassFileImporter().importPaths(CLASSES.stream().filter(Files::isDirectory).toList());

  @Test
  void every_module_contributed_classes() {
    List<Path> absent = CLASSES.stream().filter(folder -> !Files.isDirectory(folder)).toList();
    assertEquals(List.of(), absent, "a rule over no classes proves nothing: run mvn verify");
  }

  @Test
  void dependencies_point_down_the_floors() {
    var floors =
        layeredArchitecture().consideringOnlyDependenciesInLayers().withOptionalLayers(true);
    for (Floor floor : Floor.ALL) {
      floors = floors.layer(floor.name()).definedBy("dev.muster." + floor.packages());
    }
    for (Floor floor : Floor.ALL) {
      floors =
          floor.below().isEmpty()
              ? floors.whereLayer(floor.name()).mayNotAccessAnyLayer()
              : floors
                  .whereLayer(floor.name())
                  .mayOnlyAccessLayers(floor.below().toArray(String[]::new));
    }
    floors
        .because("a reader may stop at their floor: pass it in from Main, or send a message")
        .check(OURS);
  }

  @Test
  void packages_have_no_cycles() {
    slices()
        .matching("dev.muster.(**)")
        .should()
        .beFreeOfCycles()
        .because("two packages that need each other are one: move the type that both use down")
        .check(OURS);
  }

  @Test
  void each_library_has_one_door() {
    assertAll(
        () -> door("Vert.x", "io.vertx..", "bus..", "host.."),
        () -> door("Jackson 3", "tools.jackson..", "bus..", "host..", "store..", "lab.."),
        () -> door("Jackson 2", "com.fasterxml.jackson.(databind|core).."),
        () -> door("JDBC", "java.sql..|javax.sql..|org.sqlite..", "store.."),
        () -> door("Flyway and HikariCP", "org.flywaydb..|com.zaxxer..", "store.."),
        () -> door("Micrometer", "io.micrometer..|io.prometheus..", "monitoring", "host"),
        () -> door("Hazelcast", "com.hazelcast.."),
        () -> door("the MCP SDK", "io.modelcontextprotocol..|reactor..", "host.mcp"),
        () -> door("picocli", "picocli..", COMMANDS),
        () -> door("the WebAssembly runtime", "run.endive..", "host.plugin.engine"),
        () -> door("Smile", "smile..", "learning.challenger", "learning.risk"),
        () -> door("a logging back end", "ch.qos.logback..", "host"),
        () ->
            door(
                "a library that another one brings",
                "com.google.common..|org.apache.commons..|io.netty.."));
  }

  private static void door(String library, String packages, String... floors) {
    String[] allowed = Stream.of(floors).map("dev.muster."::concat).toArray(String[]::new);
    noClasses()
        .that(
            DescribedPredicate.describe(
                "are no verticles",
                type -> !packages.startsWith("io.vertx") || !outermost(type).endsWith("Verticle")))
        .and()
        .resideOutsideOfPackages(allowed)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(packages.split("\\|(?![^(]*\\))"))
        .because(library + " is used behind one door: pass what you need from there")
        .check(OURS);
  }

  @Test
  void untyped_json_and_the_event_bus_stay_behind_bus() {
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.muster.bus..", "dev.muster.host..")
        .should()
        .dependOnClassesThat()
        .haveNameMatching("io\\.vertx\\.core\\.json\\.Json(Object|Array)")
        .because("a map of strings moves compile errors to production: use a record of contract")
        .check(OURS);
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.muster.bus..")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("io.vertx.core.eventbus.EventBus")
        .because("Bus answers every asker and counts what it drops: use Bus")
        .check(OURS);
  }

  @Test
  void contract_holds_data_only() {
    List<String> others =
        OURS.stream()
            .filter(type -> type.getPackageName().startsWith("dev.muster.contract"))
            .filter(type -> !type.isAnonymousClass() && !type.isAnnotation())
            .filter(type -> !type.getSimpleName().equals("package-info"))
            .filter(type -> !type.isRecord() && !type.isEnum() && !type.reflect().isSealed())
            .map(JavaClass::getSimpleName)
            .filter(name -> !Set.of("Addresses", "Refused", "Service", "Topic").contains(name))
            .toList();
    assertEquals(
        List.of(),
        others,
        "contract holds records, enums and sealed interfaces: make it one, or move it up");
  }

  @Test
  void names_are_nouns_of_the_trade() {
    noClasses()
        .should()
        .haveNameMatching(
            ".*[.$]([A-Za-z]*(Manager|Helper|Utils?|Impl|Processor|Data|Info)|Abstract[A-Z].*|I[A-Z][a-z].*)")
        .because("such a name tells the author's doubt: find the noun an operator would use")
        .check(OURS);
  }

  @Test
  void our_classes_are_not_inherited_from() {
    Set<String> heirs = new TreeSet<>();
    for (JavaClass type : OURS) {
      boolean ours =
          type.getRawSuperclass()
              .map(parent -> parent.getName().startsWith("dev.muster"))
              .orElse(false);
      if (ours && !type.isAnonymousClass()) {
        heirs.add(type.getName());
      }
    }
    assertEquals(Set.of(), heirs, "behaviour in two places: use a sealed interface and records");
  }

  @Test
  void time_streams_and_the_environment_come_in_as_arguments() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "dev.muster.host.cli..", "dev.muster.host.agent..", "dev.muster.lab..")
        .and(
            DescribedPredicate.describe(
                "are neither Main nor load the configuration",
                type -> !outermost(type).matches("dev\\.muster\\.host\\.(Main|Config[A-Za-z]*)")))
        .should()
        .callMethodWhere(
            target(
                fullNameMatching(
                    "java\\.time\\.\\w+\\.now\\(\\)"
                        + "|java\\.lang\\.System\\.(currentTimeMillis|getenv)\\(.*"
                        + "|java\\.lang\\.Thread\\.sleep\\(.*"
                        + "|.*\\.printStackTrace\\(.*")))
        .orShould()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .because(
            "tests must move the clock and read the answer: take an InstantSource, log, or return")
        .check(OURS);
  }

  @Test
  void fields_do_not_change_behind_a_readers_back() {
    fields()
        .that()
        .areStatic()
        .and(handWritten())
        .should()
        .beFinal()
        .because("state belongs to one object: make it final or an instance's field")
        .allowEmptyShould(true)
        .check(OURS);
    fields()
        .that()
        .areNotPrivate()
        .and(handWritten())
        .and(
            DescribedPredicate.describe(
                "are not set by picocli",
                field ->
                    field.getAnnotations().stream()
                        .noneMatch(a -> a.getRawType().getName().startsWith("picocli."))))
        .should()
        .beFinal()
        .because("whoever sees a field may write it: make it private or final")
        .allowEmptyShould(true)
        .check(OURS);
  }

  @Test
  void classes_are_final() {
    classes()
        .that()
        .areNotInterfaces()
        .and()
        .doNotHaveModifier(JavaModifier.ABSTRACT)
        .and()
        .areNotEnums()
        .and()
        .areNotAnonymousClasses()
        .should()
        .haveModifier(JavaModifier.FINAL)
        .because("nobody inherits here: write final")
        .check(OURS);
  }

  @Test
  void every_package_says_what_it_is_and_where_null_may_be() {
    Set<String> bare = new TreeSet<>();
    Set<String> marked = new TreeSet<>();
    for (JavaClass type : OURS) {
      bare.add(type.getPackageName());
      if (type.getSimpleName().equals("package-info") && type.isAnnotatedWith(NullMarked.class)) {
        marked.add(type.getPackageName());
      }
    }
    bare.removeAll(marked);
    assertTrue(bare.isEmpty(), () -> "add a package-info.java with @NullMarked to " + bare);
  }

  private static DescribedPredicate<JavaField> handWritten() {
    return DescribedPredicate.describe(
        "are written by hand", field -> !field.getModifiers().contains(JavaModifier.SYNTHETIC));
  }

  private static String outermost(JavaClass type) {
    return type.getName().replaceAll("\\$.*", "");
  }
}
