package dev.muster.host.mcp;

import dev.muster.contract.Holder;
import dev.muster.contract.TaskId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * For whom a tool asks about files. A client whose hooks are installed names its session, so that
 * what it holds by hooks and by tools is one holder's; any other is a holder of its own.
 */
record Asker(
    Holder holder, String agent, @Nullable String intent, @Nullable TaskId taskId, boolean ours) {

  /** The arguments that say it, behind those of the tool itself. */
  static Schema schema(Schema.Property... own) {
    var all = new ArrayList<>(List.of(own));
    all.add(Schema.text("cwd", "The folder you work in; relative paths begin there.").required());
    all.add(Schema.text("intent", "What you are going to do, in a line.").with("maxLength", 2000));
    all.add(
        Schema.text("session", "Your session's id, when Muster's hooks told you one.")
            .with("maxLength", 200));
    all.add(
        Schema.text("subagent", "Your id within that session, when you are a sub-agent of it.")
            .with("maxLength", 200));
    all.add(Schema.text("agent", "The name others are shown (default: yours of claim_task)."));
    all.add(Schema.text("task_id", "The task you work on, when you claimed one."));
    return Schema.of(all.toArray(Schema.Property[]::new));
  }

  static Asker of(ToolCall call, Enrolment enrolment) {
    Arguments said = call.arguments();
    String session = said.text("session");
    String agent = said.text("agent");
    String task = said.text("task_id");
    if (agent == null) {
      agent = enrolment.name(call.caller().session());
    }
    return new Asker(
        new Holder(
            session == null ? "mcp-" + call.caller().client() : session, said.text("subagent")),
        agent == null ? call.caller().name() : agent,
        said.text("intent"),
        task == null ? null : new TaskId(task),
        session == null);
  }
}
