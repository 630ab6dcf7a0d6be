package dev.muster.host.hooks;

import dev.muster.contract.FileKey;
import dev.muster.contract.HookAmendment;
import dev.muster.contract.HookVerdict;
import dev.muster.contract.Source;
import dev.muster.contract.TaskId;
import dev.muster.coordination.HookPort;
import dev.muster.host.repo.Checkout;
import dev.muster.host.repo.Located;
import dev.muster.host.repo.Repositories;
import dev.muster.plugin.EditFacts;
import dev.muster.plugin.HookInput;
import dev.muster.plugin.Phase;
import dev.muster.plugin.TaskFacts;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Asks plugins before a prompt or an edit, and tells them of edits. Confined to one event loop. */
final class Consultation {
  /** As many as calls that one plugin takes at a time. */
  private static final int FILES_AT_ONCE = 4;

  private static final String TYPE = "session";

  /** What plugins said: why it must not happen, and what to tell the agent. */
  record Said(@Nullable String veto, List<String> notes) {
    static final Said NOTHING = new Said(null, List.of());

    private Said and(HookVerdict verdict) {
      if (veto != null) {
        return this;
      }
      var more = new ArrayList<>(notes);
      verdict.amendments().stream()
          .map(HookAmendment::note)
          .filter(Objects::nonNull)
          .filter(note -> !note.isBlank() && !more.contains(note))
          .forEach(more::add);
      return new Said(
          verdict.veto() == null ? null : "plugin " + verdict.vetoedBy() + ": " + verdict.veto(),
          List.copyOf(more));
    }

    /** A text with the notes behind it; null when there is neither. */
    @Nullable String with(@Nullable String text) {
      String all =
          Stream.concat(Stream.ofNullable(text), notes.stream())
              .filter(part -> !part.isBlank())
              .collect(Collectors.joining("\n\n"));
      return all.isEmpty() ? null : all;
    }
  }

  private final Vertx vertx;
  private final Repositories repositories;
  private final HookPort port;

  Consultation(Vertx vertx, Repositories repositories, HookPort port) {
    this.vertx = vertx;
    this.repositories = repositories;
    this.port = port;
  }

  /** Asks before a prompt; {@code task} is the open task that it continues, if any. */
  Future<Said> prompt(HookCall.Prompt prompt, @Nullable TaskId task) {
    return repositories
        .checkout(prompt.caller().cwd())
        .compose(checkout ->
            ask(
                Said.NOTHING,
                new HookInput.PreTask(facts(prompt, task, checkout), prompt.caller().session())));
  }

  /** Whether any plugin wants to be asked before a prompt. */
  boolean wantsPrompts() {
    return port.wanted().test(Phase.PRE_TASK);
  }

  private static TaskFacts facts(
      HookCall.Prompt prompt, @Nullable TaskId task, Optional<Checkout> checkout) {
    return new TaskFacts(
        task == null ? "" : task.toString(),
        TYPE,
        Source.SESSION.toString(),
        Math.toIntExact(Math.min(prompt.bytes(), Integer.MAX_VALUE)),
        prompt.text(),
        checkout.map(Checkout::repo).orElse(null),
        List.of(),
        0,
        null,
        1);
  }

  /** Asks before an edit of files, also of those that are never leased; up to a veto. */
  Future<Said> edit(Caller caller, Tool tool, Located located) {
    if (!port.wanted().test(Phase.PRE_EDIT)) {
      return Future.succeededFuture(Said.NOTHING);
    }
    return edit(Said.NOTHING, facts(caller, tool, located));
  }

  private Future<Said> edit(Said before, List<EditFacts> edits) {
    if (edits.isEmpty() || before.veto() != null) {
      return Future.succeededFuture(before);
    }
    int some = Math.min(FILES_AT_ONCE, edits.size());
    List<Future<HookVerdict>> verdicts =
        edits.subList(0, some).stream().map(edit -> verdict(new HookInput.PreEdit(edit))).toList();
    return Future.all(verdicts)
        .compose(all -> {
          Said said = before;
          for (Future<HookVerdict> verdict : verdicts) {
            said = said.and(verdict.result());
          }
          return edit(said, edits.subList(some, edits.size()));
        });
  }

  /** Tells of an edit; nobody waits for it. */
  void edited(Caller caller, Tool tool, Located located) {
    if (port.wanted().test(Phase.POST_EDIT)) {
      told(facts(caller, tool, located));
    }
  }

  private void told(List<EditFacts> edits) {
    int some = Math.min(FILES_AT_ONCE, edits.size());
    var calls =
        edits.subList(0, some).stream().map(edit -> verdict(new HookInput.PostEdit(edit))).toList();
    if (!calls.isEmpty()) {
      Future.join(calls).onComplete(done -> told(edits.subList(some, edits.size())));
    }
  }

  private static List<EditFacts> facts(Caller caller, Tool tool, Located located) {
    return Stream.concat(
            located.files().stream().map(file -> facts(caller, tool, file)),
            located.skipped().stream()
                .filter(skipped -> skipped.reason() != Located.Reason.FOLDER)
                .map(skipped ->
                    skipped.file() == null
                        ? facts(caller, tool, "", skipped.path(), "")
                        : facts(caller, tool, skipped.file())))
        .toList();
  }

  private static EditFacts facts(Caller caller, Tool tool, FileKey file) {
    return facts(caller, tool, file.repo(), file.path(), file.worktree());
  }

  private static EditFacts facts(
      Caller caller, Tool tool, String repo, String path, String worktree) {
    return new EditFacts(
        repo, path, worktree, caller.session(), caller.holder().subagent(), tool.name());
  }

  private Future<Said> ask(Said before, HookInput input) {
    return verdict(input).map(before::and);
  }

  private Future<HookVerdict> verdict(HookInput input) {
    return Future.fromCompletionStage(port.dispatch().apply(input), vertx.getOrCreateContext());
  }
}
