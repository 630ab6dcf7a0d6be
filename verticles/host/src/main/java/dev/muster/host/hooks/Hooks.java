package dev.muster.host.hooks;

import dev.muster.bus.Bus;
import dev.muster.contract.AcquireLeases;
import dev.muster.contract.Addresses;
import dev.muster.contract.CloseSession;
import dev.muster.contract.EndSubagent;
import dev.muster.contract.EvidenceKind;
import dev.muster.contract.FailureCode;
import dev.muster.contract.FileKey;
import dev.muster.contract.FileLease;
import dev.muster.contract.Holder;
import dev.muster.contract.LeaseAnswer;
import dev.muster.contract.PromptSession;
import dev.muster.contract.RecordEdits;
import dev.muster.contract.Refused;
import dev.muster.contract.ReleaseLeases;
import dev.muster.contract.RenewLeases;
import dev.muster.contract.ReportEvidence;
import dev.muster.contract.RestLeases;
import dev.muster.contract.RestSession;
import dev.muster.contract.SessionAnswer;
import dev.muster.contract.Vendor;
import dev.muster.coordination.HookPort;
import dev.muster.host.hooks.HookAnswers.When;
import dev.muster.host.repo.Checkout;
import dev.muster.host.repo.Located;
import dev.muster.host.repo.Repositories;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What follows from a hook's call. The answer waits for what it says, and for nothing else: edits
 * and evidence are recorded after it. Confined to one event loop.
 */
public final class Hooks {
  private static final Logger LOG = LoggerFactory.getLogger(Hooks.class);

  private final Bus bus;
  private final Repositories repositories;
  private final int bodyBytesMax;
  private final HookReader reader;
  private final OpenSessions sessions;
  private final ShellWatch watch;
  private final Consultation plugins;

  public Hooks(
      Vertx vertx,
      Bus bus,
      Repositories repositories,
      HookOptions options,
      LongSupplier nanos,
      HookPort plugins) {
    this.bus = bus;
    this.repositories = repositories;
    this.bodyBytesMax = options.bodyBytesMax();
    this.reader = new HookReader(options);
    this.sessions = new OpenSessions(bus, repositories, nanos);
    this.plugins = new Consultation(vertx, repositories, plugins);
    this.watch = new ShellWatch(vertx, bus, repositories, nanos, sessions::answered);
  }

  /** How many bytes a call may have. */
  public int bodyBytesMax() {
    return bodyBytesMax;
  }

  /** Listens to what sessions declare. */
  public Future<?> follow() {
    return sessions.follow();
  }

  /** Reads a call, on any thread. */
  public HookCall read(Vendor vendor, String event, ObjectNode body) {
    return reader.read(vendor, event, body);
  }

  /** The JSON that the vendor's hook is answered. */
  public Future<String> answer(HookCall call) {
    return switch (call) {
      case HookCall.SessionStart start -> begin(start.caller());
      case HookCall.Prompt prompt -> prompt(prompt);
      case HookCall.BeforeTool before -> before(before.caller(), before.tool());
      case HookCall.AfterTool after -> after(after);
      case HookCall.SubagentStop stop -> endSubagent(stop.caller().holder());
      case HookCall.Stop stop -> rest(stop.caller());
      case HookCall.SessionEnd end -> end(end.caller(), end.reason());
      case HookCall.Other other -> nothing();
    };
  }

  private static Future<String> nothing() {
    return Future.succeededFuture(HookAnswers.NOTHING);
  }

  private Future<String> begin(Caller caller) {
    return sessions
        .open(caller)
        .onSuccess(answer -> inWorktree(caller.cwd(), watch::began))
        .map(answer -> told(caller, When.SESSION_START, answer));
  }

  private Future<String> prompt(HookCall.Prompt prompt) {
    if (!plugins.wantsPrompts()) {
      return prompt(prompt, Consultation.Said.NOTHING);
    }
    return sessions
        .of(prompt.caller())
        .compose(known -> plugins.prompt(prompt, known.task()))
        .compose(said ->
            said.veto() == null
                ? prompt(prompt, said)
                : Future.succeededFuture(
                    HookAnswers.blocked(prompt.caller().vendor(), said.veto())));
  }

  private Future<String> prompt(HookCall.Prompt prompt, Consultation.Said said) {
    Caller caller = prompt.caller();
    var request = new PromptSession(caller.session(), prompt.bytes(), prompt.hash(), prompt.text());
    return sessions
        .withOpen(caller, () -> bus.request(Addresses.SESSION_PROMPT, request))
        .map(answer -> {
          sessions.answered(caller.session(), answer);
          if (prompt.text() != null) {
            sessions.intends(caller.session(), prompt.intent());
          }
          return HookAnswers.context(caller.vendor(), When.PROMPT, said.with(answer.text()));
        });
  }

  private static String told(Caller caller, When when, SessionAnswer answer) {
    return HookAnswers.context(caller.vendor(), when, answer.text());
  }

  private Future<String> before(Caller caller, Tool tool) {
    if (tool.shell()) {
      inWorktree(tool.folder(), checkout -> watch.shellBegan(checkout, caller.session()));
    }
    if (tool.paths().isEmpty()) {
      return nothing();
    }
    return repositories
        .locate(tool.folder(), tool.paths())
        .compose(located ->
            plugins
                .edit(caller, tool, located)
                .compose(said -> lease(caller, located.files(), said)));
  }

  private Future<String> lease(Caller caller, List<FileKey> files, Consultation.Said said) {
    if (said.veto() != null) {
      return Future.succeededFuture(HookAnswers.denied(caller.vendor(), said.veto()));
    }
    if (files.isEmpty()) {
      return Future.succeededFuture(
          HookAnswers.context(caller.vendor(), When.BEFORE_TOOL, said.with(null)));
    }
    return sessions
        .of(caller)
        .compose(known ->
            bus.request(
                Addresses.LEASE_ACQUIRE,
                new AcquireLeases(
                    caller.holder(), known.agent(), files, known.task(), known.intent())))
        .map(answer -> {
          if (!answer.granted()) {
            return HookAnswers.denied(caller.vendor(), reason(answer));
          }
          watch.writes(files, caller.session());
          return HookAnswers.context(caller.vendor(), When.BEFORE_TOOL, said.with(answer.text()));
        });
  }

  private static String reason(LeaseAnswer answer) {
    if (answer.text() != null && !answer.text().isBlank()) {
      return answer.text();
    }
    return answer.held().stream()
        .map(Hooks::holder)
        .collect(
            Collectors.joining(
                "; ", "Somebody else is editing here: ", ". Work on another file first."));
  }

  private static String holder(FileLease lease) {
    return lease.agent() + " holds " + lease.file().path();
  }

  private Future<String> after(HookCall.AfterTool call) {
    Caller caller = call.caller();
    Tool tool = call.tool();
    Future<String> answered =
        tool.paths().isEmpty()
            ? nothing()
            : repositories
                .locate(tool.folder(), tool.paths())
                .compose(located -> edited(call, located));
    if (tool.shell()) {
      inWorktree(tool.folder(), checkout -> watch.shellEnded(checkout, caller.session()));
      if (tool.test() && call.exitCode() != null) {
        tested(caller, call.exitCode());
      }
    }
    return answered;
  }

  private Future<String> edited(HookCall.AfterTool call, Located located) {
    if (!call.succeeded()) {
      return failed(located.files());
    }
    plugins.edited(call.caller(), call.tool(), located);
    return located.files().isEmpty() ? nothing() : renew(call.caller(), located.files());
  }

  private Future<String> renew(Caller caller, List<FileKey> files) {
    return bus.request(Addresses.LEASE_RENEW, new RenewLeases(caller.holder(), files))
        .map(renewed -> {
          watch.wrote(files);
          record(new RecordEdits(caller.holder(), files, renewed.unheld()));
          return HookAnswers.context(caller.vendor(), When.AFTER_TOOL, renewed.text());
        });
  }

  private Future<String> failed(List<FileKey> files) {
    watch.gaveUp(files);
    return nothing();
  }

  private void record(RecordEdits edits) {
    bus.request(Addresses.SESSION_EDITS, edits)
        .onFailure(failure -> LOG.warn("{} edits are not recorded", edits.files().size(), failure));
  }

  private void tested(Caller caller, int exitCode) {
    var evidence =
        new ReportEvidence(
            caller.session(), EvidenceKind.TEST, exitCode, null, List.of(), null, null);
    sessions
        .withOpen(caller, () -> bus.request(Addresses.SESSION_EVIDENCE, evidence))
        .onSuccess(answer -> sessions.answered(caller.session(), answer))
        .onFailure(
            failure -> LOG.warn("a test of session {} is not noted", caller.session(), failure));
  }

  private Future<String> endSubagent(Holder holder) {
    return holder.subagent() == null
        ? nothing()
        : bus.request(Addresses.SESSION_SUBAGENT_END, new EndSubagent(holder))
            .map(HookAnswers.NOTHING);
  }

  private Future<String> rest(Caller caller) {
    inWorktree(caller.cwd(), watch::rested);
    String session = caller.session();
    return sessions
        .withOpen(caller, () -> bus.request(Addresses.SESSION_REST, new RestSession(session)))
        .compose(rested -> bus.request(Addresses.LEASE_REST, new RestLeases(session)))
        .map(HookAnswers.NOTHING);
  }

  private Future<String> end(Caller caller, @Nullable String reason) {
    String session = caller.session();
    sessions.forget(session);
    var release = new ReleaseLeases(Holder.of(session), List.of(), List.of(), "the session ended");
    return bus.request(Addresses.LEASE_RELEASE, release)
        .compose(
            released -> bus.request(Addresses.SESSION_CLOSE, new CloseSession(session, reason)))
        .map(HookAnswers.NOTHING)
        .recover(failure ->
            failure instanceof Refused refused && refused.failure().code() == FailureCode.NOT_FOUND
                ? nothing()
                : Future.failedFuture(failure));
  }

  private void inWorktree(String folder, Consumer<Checkout> act) {
    repositories
        .checkout(folder)
        .onSuccess(checkout -> checkout.ifPresent(act))
        .onFailure(failure -> LOG.debug("no worktree at {}", folder, failure));
  }
}
