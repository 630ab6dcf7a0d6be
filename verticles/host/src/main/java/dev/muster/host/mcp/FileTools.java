package dev.muster.host.mcp;

import dev.muster.bus.Bus;
import dev.muster.contract.AcquireLeases;
import dev.muster.contract.Addresses;
import dev.muster.contract.FailureCode;
import dev.muster.contract.FileKey;
import dev.muster.contract.ListDeclarations;
import dev.muster.contract.ListLeases;
import dev.muster.contract.Refused;
import dev.muster.contract.ReleaseLeases;
import dev.muster.contract.RestLeases;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The tools around leases: take, give back, and who has what. Confined to one event loop. */
final class FileTools {
  /** A plan that names more files than this is of no use to the others. */
  static final int PATHS_MAX = 200;

  private static final Logger LOG = LoggerFactory.getLogger(FileTools.class);

  private final Bus bus;
  private final Enrolment enrolment;
  private final BiFunction<String, List<String>, Future<List<FileKey>>> repositories;

  /** The holder names of sessions that took leases under one of ours. */
  private final Map<String, String> holders = new HashMap<>();

  FileTools(
      Bus bus,
      Enrolment enrolment,
      BiFunction<String, List<String>, Future<List<FileKey>>> repositories) {
    this.bus = bus;
    this.enrolment = enrolment;
    this.repositories = repositories;
  }

  List<Tool> all() {
    return List.of(acquire(), release(), whoHolds());
  }

  /** Lets the leases of a session that ended end soon, not at once: edits may be uncommitted. */
  void leave(String session) {
    String holder = holders.remove(session);
    if (holder != null) {
      bus.request(Addresses.LEASE_REST, new RestLeases(holder))
          .onFailure(failed -> LOG.warn("the leases of {} stay as they are", holder, failed));
    }
  }

  private Tool acquire() {
    return new Tool(
        "acquire_lease",
        "Lease files",
        "Takes leases on files before you edit them, all or none. Denied when somebody else edits"
            + " one of them in the same worktree; then it tells you who, and what to do.",
        Tool.Effect.SETS,
        Asker.schema(Schema.texts("paths", "Absolute, or relative to cwd.", PATHS_MAX).required()),
        (call, cancelled) -> acquire(call));
  }

  private Future<Told> acquire(ToolCall call) {
    Asker asker = Asker.of(call, enrolment);
    return about(
        call,
        keys -> {
          if (keys.isEmpty()) {
            throw new Refused(FailureCode.BAD_REQUEST, "`paths` must name a file");
          }
          if (asker.ours()) {
            holders.put(call.caller().session(), asker.holder().session());
          }
          var request =
              new AcquireLeases(
                  asker.holder(), asker.agent(), keys, asker.taskId(), asker.intent());
          return bus.request(Addresses.LEASE_ACQUIRE, request)
              .map(answer -> new Told(FileWords.leased(answer), answer));
        });
  }

  private Tool release() {
    return new Tool(
        "release_lease",
        "Give leases back",
        "Gives your leases back: those of the paths, or all when you name none. Do it as soon as"
            + " your edits are committed.",
        Tool.Effect.ENDS,
        Asker.schema(Schema.texts("paths", "Absolute, or relative to cwd.", PATHS_MAX)),
        (call, cancelled) -> {
          Asker asker = Asker.of(call, enrolment);
          return about(
              call,
              keys ->
                  bus.request(
                          Addresses.LEASE_RELEASE,
                          new ReleaseLeases(asker.holder(), keys, List.of(), null))
                      .map(released -> new Told(FileWords.released(released), released)));
        });
  }

  private Tool whoHolds() {
    return new Tool(
        "who_holds",
        "Ask who has files",
        "Who leased or declared these files, in every worktree of the repository; without paths,"
            + " everything that is leased or declared here.",
        Tool.Effect.READS,
        Schema.of(
            Schema.text("cwd", "The folder you work in; needed with relative paths."),
            Schema.texts("paths", "Absolute, or relative to cwd.", PATHS_MAX)),
        (call, cancelled) -> about(call, this::holdings));
  }

  private Future<Told> holdings(List<FileKey> keys) {
    String repo = keys.isEmpty() ? null : keys.getFirst().repo();
    var leases = bus.request(Addresses.LEASE_LIST, new ListLeases(repo, null));
    var declarations = bus.request(Addresses.DECLARE_LIST, new ListDeclarations(repo));
    return Future.all(leases, declarations)
        .map(both -> Holdings.of(keys, leases.result(), declarations.result()))
        .map(found -> new Told(FileWords.holdings(found), found));
  }

  /**
   * Asks about the files that the paths name, or about all when none is named. Paths outside of
   * worktrees and ignored ones are no files here; when all are such, there is nothing to ask.
   */
  private Future<Told> about(ToolCall call, Function<List<FileKey>, Future<Told>> ask) {
    String cwd = call.arguments().text("cwd");
    List<String> paths = call.arguments().texts("paths", PATHS_MAX);
    if (paths.isEmpty()) {
      return ask.apply(List.of());
    }
    return repositories
        .apply(cwd == null ? "/" : cwd, paths)
        .compose(keys ->
            keys.isEmpty()
                ? Future.succeededFuture(FileWords.nothingOfARepository())
                : ask.apply(keys));
  }
}
