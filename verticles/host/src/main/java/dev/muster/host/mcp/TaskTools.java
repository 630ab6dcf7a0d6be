package dev.muster.host.mcp;

import dev.muster.bus.Bus;
import dev.muster.bus.Digest;
import dev.muster.contract.Addresses;
import dev.muster.contract.Assignment;
import dev.muster.contract.Claim;
import dev.muster.contract.NewTask;
import dev.muster.contract.NothingBound;
import dev.muster.contract.ReportOutcome;
import dev.muster.contract.ReportProgress;
import dev.muster.contract.SubmitTask;
import dev.muster.host.http.LongPolls;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;

/** The tools around a task's life: submit, claim, report, complete. */
record TaskTools(EventLoop loop, Bus bus, LongPolls polls, Enrolment enrolment) {
  private static final int WAIT_SECONDS_MAX = 20;
  private static final int NAMES_MAX = 100;

  /** As in the records of contract. */
  private static final int LIST_MAX = 1000;

  private static final long PROGRESS_MS = 2_000;

  List<Tool> all() {
    return List.of(submit(), claim(), progress(), complete());
  }

  private Tool submit() {
    var properties = new ArrayList<>(task());
    properties.add(
        Schema.text(
                "idempotency_key",
                "Names this submission: the same key and task again give the first answer again."
                    + " Left out, each call is a task of its own.")
            .with("maxLength", 255));
    return new Tool(
        "submit_task",
        "Submit a task",
        "Hands a task to the fleet. Muster decides how many agents work on it and which. Answers"
            + " when the task is on disk; it does not wait until it is done.",
        Tool.Effect.ADDS,
        Schema.of(properties.toArray(Schema.Property[]::new)),
        (call, cancelled) -> {
          String key = call.arguments().text("idempotency_key");
          var request =
              new SubmitTask(
                  call.arguments().as(NewTask.class),
                  key == null ? "mcp-" + Digest.of(call.caller().request()) : key);
          return bus.request(Addresses.TASK_SUBMIT, request)
              .map(accepted -> new Told(TaskWords.accepted(accepted), accepted));
        });
  }

  private Tool claim() {
    return new Tool(
        "claim_task",
        "Claim work",
        "Waits for work for you, at most 20 s, and takes it. Registers you as an agent under the"
            + " name you give. What you get is yours only while you call report_progress in time.",
        Tool.Effect.ADDS,
        Schema.of(
            Schema.text("agent", "Your name in the fleet; keep it for all your calls.")
                .with("maxLength", 120)
                .required(),
            Schema.whole("wait_s", "Seconds to wait for work (default 20).", 0, WAIT_SECONDS_MAX),
            Schema.texts(
                "capabilities", "What you can do, as tasks ask for it, such as `java`.", NAMES_MAX),
            Schema.texts("languages", "The programming languages you work in.", NAMES_MAX)),
        this::claim);
  }

  private Future<Told> claim(ToolCall call, Tool.Cancelled cancelled) {
    Arguments said = call.arguments();
    int seconds = said.whole("wait_s", WAIT_SECONDS_MAX, 0, WAIT_SECONDS_MAX);
    List<String> capabilities = said.texts("capabilities", NAMES_MAX);
    List<String> languages = said.texts("languages", NAMES_MAX);
    return enrolment
        .enrol(call.caller(), said.required("agent"), capabilities, languages)
        .compose(member -> {
          long since = System.nanoTime();
          long timer =
              loop.vertx()
                  .setPeriodic(
                      PROGRESS_MS,
                      tick ->
                          call.progress(
                              (System.nanoTime() - since) / 1e9,
                              seconds,
                              "waiting for work for " + member.name()));
          cancelled.then(() -> polls.cancel(member.id()));
          return polls
              .claim(member.id(), seconds * 1000L)
              .onComplete(done -> loop.vertx().cancelTimer(timer))
              .map(claim -> claimed(claim, member));
        });
  }

  private static Told claimed(Claim claim, Enrolment.Member member) {
    return switch (claim) {
      case Assignment slot -> new Told(TaskWords.assigned(slot, member.leaseSeconds()), slot);
      case NothingBound nothing -> new Told(TaskWords.nothing(member.name()), nothing);
    };
  }

  private Tool progress() {
    return new Tool(
        "report_progress",
        "Report progress",
        "Says how far you are with a claimed slot, and keeps it for another lease. Call it while"
            + " you work, well before the lease ends.",
        Tool.Effect.SETS,
        Schema.of(
            Schema.text("task_id", "The task, as claim_task said.").required(),
            Schema.whole("slot", "The slot, as claim_task said.", 0, 7).required(),
            Schema.whole("fence", "The fence, as claim_task said.", 1, Schema.WHOLE_MAX).required(),
            Schema.whole("percent", "How much is done.", 0, 100),
            Schema.text("message", "What you are doing, in a line.").with("maxLength", 2000)),
        (call, cancelled) ->
            bus.request(Addresses.TASK_PROGRESS, call.arguments().as(ReportProgress.class))
                .map(renewed -> new Told(TaskWords.renewed(renewed), renewed)));
  }

  private Tool complete() {
    return new Tool(
        "complete_task",
        "Complete a slot",
        "Ends a claimed slot with its result. Safe to repeat: the same report again is answered"
            + " like the first time.",
        Tool.Effect.SETS,
        Schema.of(
            Schema.text("task_id", "The task, as claim_task said.").required(),
            Schema.whole("slot", "The slot, as claim_task said.", 0, 7).required(),
            Schema.whole("fence", "The fence, as claim_task said.", 1, Schema.WHOLE_MAX).required(),
            Schema.text(
                    "result",
                    "succeeded or failed; conflict when others' changes were in the way;"
                        + " predecessor when other tasks must come first (name them in"
                        + " depends_on); parked or handed_back when somebody else should do it"
                        + " later; unknown.")
                .with(
                    "enum",
                    List.of(
                        "succeeded",
                        "failed",
                        "conflict",
                        "predecessor",
                        "parked",
                        "handed_back",
                        "unknown"))
                .required(),
            Schema.texts("depends_on", "Tasks that must succeed first.", LIST_MAX),
            Schema.text("message", "What was done, in a line or two.").with("maxLength", 2000),
            Schema.texts("files", "The files you changed.", LIST_MAX),
            Schema.whole("tokens", "Tokens you used.", 0, Schema.WHOLE_MAX),
            Schema.whole("duration_ms", "Milliseconds you worked.", 0, Schema.WHOLE_MAX)),
        (call, cancelled) ->
            bus.request(Addresses.TASK_OUTCOME, call.arguments().as(ReportOutcome.class))
                .map(recorded -> new Told(TaskWords.recorded(recorded), recorded)));
  }

  /** What can be said of a task. */
  static List<Schema.Property> task() {
    return List.of(
        Schema.text("text", "What is to be done; the first line becomes the title.").required(),
        Schema.text("type", "The kind of task (default task).").with("maxLength", 64),
        Schema.text("repo", "The repository it is about."),
        Schema.texts("files", "Files it will touch, when known.", LIST_MAX),
        Schema.whole("priority", "Higher goes first (default 0).", -100, 100),
        Schema.number("value", "What success is worth (default 1).", 1e6),
        Schema.text("deadline", "When it must be done, such as 2026-03-02T09:30:00Z.")
            .with("format", "date-time"),
        Schema.texts("capabilities", "What its agents must be able to do.", LIST_MAX),
        Schema.text("language", "The programming language its agents must work in."),
        Schema.texts("depends_on", "Tasks that must succeed first, by id.", LIST_MAX),
        Schema.whole("agents", "Pins the number of agents.", 1, 8),
        Schema.whole("parts", "Into how many independent parts it falls.", 1, 1000));
  }
}
