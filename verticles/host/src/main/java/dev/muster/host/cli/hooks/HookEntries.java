package dev.muster.host.cli.hooks;

import dev.muster.host.cli.JsonText;
import dev.muster.host.cli.hooks.SettingsEdit.Entry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The entries that we write into an agent's settings: the shim's command for each event, or with
 * {@code url} an HTTP hook. None of them holds a token.
 */
record HookEntries(AgentSettings agent, Path shim, boolean failClosed, @Nullable String url) {
  /** What people see and we recognise, where the vendor has a field for it. */
  static final String TAG = "muster";

  static final String TOKEN_VARIABLE = "MUSTER_TOKEN";

  /** The shim gives up after 2 s; this is for a shell that starts slowly. */
  private static final int TIMEOUT_SECONDS = 5;

  /** Codex ends a hook at the end of a session after at most this. */
  private static final int CODEX_END_SECONDS = 3;

  List<Entry> list() {
    var entries = new ArrayList<Entry>();
    for (var event : agent.events().entrySet()) {
      Moment moment = event.getKey();
      if (moment == Moment.BEFORE_TOOL && failClosed) {
        // A shell must stay usable: it is what starts the host again.
        entries.add(entry(moment, agent.tools().editingMatcher(), true));
        entries.add(entry(moment, agent.tools().shellMatcher(), false));
      } else {
        entries.add(entry(moment, moment.hasTool() ? agent.tools().anyMatcher() : null, false));
      }
    }
    return entries;
  }

  /** True for a handler that this data folder's installation wrote, in any settings file. */
  boolean ours(String text, JsonSpan handler) {
    String command = handler.string(text, "command") + handler.string(text, "bash");
    return command.contains(quoted(shim))
        || (handler.string(text, "type").equals("http")
            && handler.string(text, "statusMessage").equals(TAG)
            && handler.string(text, "url").contains("/hooks/" + agent.vendor() + "/"));
  }

  private Entry entry(Moment moment, @Nullable String matcher, boolean closed) {
    String event = agent.event(moment);
    ObjectNode handler =
        switch (agent.form()) {
          case CLAUDE ->
              url == null || moment == Moment.SESSION_START
                  ? claude(event, closed)
                  : http(url, event, closed);
          case CODEX -> codex(event, closed);
          case COPILOT -> copilot(event, closed);
          case CURSOR -> cursor(event, closed);
          case GEMINI -> gemini(event, closed);
        };
    if (!agent.form().grouped()) {
      return new Entry(event, matcher == null ? handler : handler.put("matcher", matcher));
    }
    ObjectNode group = JsonText.object();
    if (matcher != null) {
      group.put("matcher", matcher);
    }
    group.putArray("hooks").add(handler);
    return new Entry(event, group);
  }

  private ObjectNode claude(String event, boolean closed) {
    return JsonText.object()
        .put("type", "command")
        .put("command", command(event, closed))
        .put("timeout", TIMEOUT_SECONDS)
        .put("statusMessage", TAG);
  }

  /** Claude Code skips hooks of this type at the start of a session. */
  private static ObjectNode http(String url, String event, boolean closed) {
    ObjectNode handler =
        JsonText.object().put("type", "http").put("url", url + "/hooks/claude/" + event);
    handler.putObject("headers").put("Authorization", "Bearer $" + TOKEN_VARIABLE);
    handler.putArray("allowedEnvVars").add(TOKEN_VARIABLE);
    handler.put("timeout", TIMEOUT_SECONDS).put("statusMessage", TAG);
    return closed ? handler.put("onFailure", "block") : handler;
  }

  private ObjectNode codex(String event, boolean closed) {
    boolean end = event.equals(agent.event(Moment.SESSION_END));
    return claude(event, closed).put("timeout", end ? CODEX_END_SECONDS : TIMEOUT_SECONDS);
  }

  /** Copilot denies a tool when its hook's command fails, also when it is not there any more. */
  private ObjectNode copilot(String event, boolean closed) {
    String guard = closed ? "" : "[ ! -x " + quoted(shim) + " ] || ";
    return JsonText.object()
        .put("type", "command")
        .put("bash", guard + command(event, closed))
        .put("timeoutSec", TIMEOUT_SECONDS);
  }

  private ObjectNode cursor(String event, boolean closed) {
    ObjectNode handler =
        JsonText.object().put("command", command(event, closed)).put("timeout", TIMEOUT_SECONDS);
    return closed ? handler.put("failClosed", true) : handler;
  }

  private ObjectNode gemini(String event, boolean closed) {
    return JsonText.object()
        .put("type", "command")
        .put("command", command(event, closed))
        .put("name", TAG)
        .put("timeout", TIMEOUT_SECONDS * 1000);
  }

  private String command(String event, boolean closed) {
    return quoted(shim) + (closed ? " --fail-closed " : " ") + agent.vendor() + " " + event;
  }

  /** A path as one word of a POSIX shell. */
  static String quoted(Path path) {
    String text = path.toString();
    return text.matches("[A-Za-z0-9_/.@%+=:,-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }
}
