package dev.muster.host.hooks;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

final class TestCommandsTest {
  private static final TestCommands COMMANDS =
      TestCommands.of(List.of("mvn test", "npm test", "pytest", "./gradlew test"));

  @Test
  void a_command_that_begins_with_the_words_decides() {
    for (String command :
        List.of(
            "npm test",
            "  npm   test -- --watch=false ",
            "pytest",
            "pytest -q tests/test_a.py",
            "./gradlew test --info",
            "CI=1 NODE_ENV=test npm test",
            "time npm test",
            "cd web && npm test",
            "npm test 2>&1",
            "npm test > out.txt 2>&1",
            "npm test &> out.txt")) {
      assertTrue(COMMANDS.decides(command), command);
    }
  }

  @Test
  void what_only_looks_like_one_does_not() {
    for (String command :
        List.of(
            "",
            "npm",
            "npm testing",
            "npm run test",
            "pytestx",
            "echo npm test",
            "mvn -q test",
            "npm test && git push")) {
      assertFalse(COMMANDS.decides(command), command);
    }
  }

  @Test
  void what_hides_the_exit_code_is_no_evidence() {
    for (String command :
        List.of(
            "npm test | tail -5",
            "npm test || true",
            "npm test; echo done",
            "npm test &",
            "npm test\nls",
            "echo $(npm test)",
            "npm test -- `date`")) {
      assertFalse(COMMANDS.decides(command), command);
    }
  }
}
