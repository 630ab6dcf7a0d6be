package dev.muster.host.cli.hooks;

import dev.muster.contract.Session;
import dev.muster.host.cli.JsonText;
import dev.muster.host.cli.hooks.HookAnswer.Kind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * Two made-up sessions of one agent that want the same file, one of which must be denied. The file
 * is never written.
 */
final class Proof {
  /** One call, what had to come and what came. */
  record Step(String what, String tool, String path, HookAnswer answer, List<Kind> expected) {
    boolean good() {
      return expected.contains(answer.kind());
    }

    ObjectNode json() {
      return JsonText.object()
          .put("what", what)
          .put("tool", tool)
          .put("path", path)
          .put("answer", answer.kind().toString())
          .put("blocks", answer.kind() == Kind.DENIED)
          .put("as_expected", good())
          .put("text", answer.text())
          .put("ms", answer.millis());
    }
  }

  private static final List<Kind> FREE = List.of(Kind.FREE);

  private final HookCalls calls;
  private final RecordedCalls recorded;
  private final Path checkout;
  private final String first;
  private final String second;
  private final List<Step> steps = new ArrayList<>();

  /** {@code name} makes the sessions of this proof unlike those of any other. */
  Proof(HookCalls calls, AgentSettings agent, Path checkout, String name) {
    this.calls = calls;
    this.recorded = new RecordedCalls(agent);
    this.checkout = checkout;
    this.first = Session.PROOF + name + "-a";
    this.second = Session.PROOF + name + "-b";
  }

  List<String> sessions() {
    return List.of(first, second);
  }

  /** Makes all calls, or only the first when nobody answers. */
  List<Step> run(Path file, Path outside) {
    session(Moment.SESSION_START, first);
    if (steps.getFirst().answer().alarming()) {
      return List.copyOf(steps);
    }
    session(Moment.SESSION_START, second);
    try {
      String tool = recorded.editingTools().getFirst();
      edit("a free file", first, tool, file, FREE);
      for (String each : recorded.editingTools()) {
        edit("a file of another session", second, each, file, List.of(Kind.DENIED));
      }
      edit("the own file again", first, tool, file, FREE);
      List<Kind> either = List.of(Kind.FREE, Kind.ABSENT);
      edit("by a shell command: found afterwards", second, recorded.shellTool(), file, either);
      edit("below .git: never leased", second, tool, checkout.resolve(".git/muster-prove"), FREE);
      edit("outside: never leased", second, tool, outside, FREE);
    } finally {
      session(Moment.SESSION_END, first);
      session(Moment.SESSION_END, second);
    }
    return List.copyOf(steps);
  }

  /** The worst of what came; the last step when all was as it must be. */
  static Step alarm(List<Step> steps) {
    return steps.stream()
        .filter(step -> step.answer().alarming())
        .findFirst()
        .or(() -> steps.stream().filter(step -> !step.good()).findFirst())
        .orElse(steps.getLast());
  }

  /** True when at least one tool was denied and everything else came as it must. */
  static boolean holds(List<Step> steps) {
    return steps.stream().allMatch(Step::good)
        && steps.stream().anyMatch(step -> step.answer().kind() == Kind.DENIED);
  }

  private void session(Moment moment, String session) {
    boolean start = moment == Moment.SESSION_START;
    String call =
        start ? recorded.sessionStart(session, checkout) : recorded.sessionEnd(session, checkout);
    HookAnswer answer = calls.call(moment, null, session, call);
    steps.add(new Step(start ? "a session starts" : "a session ends", "", "", answer, FREE));
  }

  private void edit(String what, String session, String tool, Path file, List<Kind> expected) {
    String call = recorded.beforeTool(session, checkout, tool, file);
    HookAnswer answer = calls.call(Moment.BEFORE_TOOL, tool, session, call);
    String path =
        file.startsWith(checkout) ? checkout.relativize(file).toString() : file.toString();
    steps.add(new Step(what, tool, path, answer, expected));
  }
}
