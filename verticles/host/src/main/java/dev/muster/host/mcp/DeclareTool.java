package dev.muster.host.mcp;

import dev.muster.bus.Bus;
import dev.muster.contract.Addresses;
import dev.muster.contract.DeclareFiles;
import dev.muster.contract.DeclaredFile;
import dev.muster.contract.FailureCode;
import dev.muster.contract.FileKey;
import dev.muster.contract.Refused;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The tool {@code declare_files}. */
record DeclareTool(
    Bus bus,
    Enrolment enrolment,
    BiFunction<String, List<String>, Future<List<FileKey>>> repositories) {

  /** What only a declaration says. */
  record Rest(@Nullable Boolean readOnly, @Nullable Integer slot, @Nullable Long fence) {}

  Tool tool() {
    return new Tool(
        "declare_files",
        "Declare files",
        "Says early which files, and which lines of them, you are going to edit. Tells you who"
            + " else is near and whether to go on, to take another part first or to leave it"
            + " until the other has landed. Call it before your first edit and when your plan"
            + " changes.",
        Tool.Effect.SETS,
        Asker.schema(
            Schema.list("files", "What you are going to edit.", file(), FileTools.PATHS_MAX)
                .required(),
            Schema.flag("read_only", "You only read them; then nothing is in your way."),
            Schema.whole("slot", "With task_id: your slot.", 0, 7),
            Schema.whole("fence", "With task_id: your fence.", 1, Schema.WHOLE_MAX)),
        (call, cancelled) -> declare(call));
  }

  private static Map<String, Object> file() {
    Map<String, Object> range =
        Schema.of(
                Schema.whole("from", "The first line, from 1.", 1, Integer.MAX_VALUE).required(),
                Schema.whole("to", "The last line.", 1, Integer.MAX_VALUE).required())
            .json();
    return Schema.of(
            Schema.text("path", "Absolute, or relative to cwd.").required(),
            Schema.list(
                "lines", "The lines, when known; without them, the whole file.", range, 1000))
        .json();
  }

  private Future<Told> declare(ToolCall call) {
    Arguments said = call.arguments();
    String cwd = said.required("cwd");
    Asker asker = Asker.of(call, enrolment);
    List<DeclaredFile> files = said.list("files", FileTools.PATHS_MAX, DeclaredFile.class);
    Rest rest = said.as(Rest.class);
    List<Future<List<FileKey>>> found =
        files.stream().map(file -> repositories.apply(cwd, List.of(file.path()))).toList();
    return Future.all(found)
        .compose(all -> {
          var declared = new ArrayList<DeclaredFile>();
          FileKey first = null;
          for (int i = 0; i < files.size(); i++) {
            for (FileKey key : found.get(i).result()) {
              first = first == null ? key : sameWorktree(first, key);
              declared.add(new DeclaredFile(key.path(), files.get(i).lines()));
            }
          }
          return first == null
              ? Future.succeededFuture(FileWords.nothingOfARepository())
              : ask(asker, first, declared, rest);
        });
  }

  private Future<Told> ask(Asker asker, FileKey first, List<DeclaredFile> declared, Rest rest) {
    var request =
        new DeclareFiles(
            asker.holder(),
            asker.agent(),
            first.repo(),
            first.worktree(),
            declared,
            asker.intent(),
            rest.readOnly(),
            asker.taskId(),
            rest.slot(),
            rest.fence());
    return bus.request(Addresses.DECLARE_FILES, request)
        .map(answer -> new Told(FileWords.declared(answer), answer));
  }

  private static FileKey sameWorktree(FileKey first, FileKey next) {
    if (!first.worktree().equals(next.worktree())) {
      throw new Refused(
          FailureCode.BAD_REQUEST,
          "declare the files of one worktree at a time; these are of "
              + first.worktree()
              + " and "
              + next.worktree());
    }
    return first;
  }
}
