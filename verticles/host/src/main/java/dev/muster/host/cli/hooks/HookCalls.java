package dev.muster.host.cli.hooks;

import dev.muster.host.cli.MissedHooks;
import dev.muster.host.cli.hooks.HookAnswer.Kind;
import dev.muster.host.cli.hooks.SettingsEdit.Found;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Makes the calls that an agent would make, by the entries as they stand in its settings. */
final class HookCalls {
  private static final Duration WITHIN = Duration.ofSeconds(10);

  private final InstalledHooks hooks;
  private final Path data;
  private final Path folder;

  HookCalls(InstalledHooks hooks, Path data, Path folder) {
    this.hooks = hooks;
    this.data = data;
    this.folder = folder;
  }

  /** Runs the entry for this moment and tool with a call on its standard input. */
  HookAnswer call(Moment moment, @Nullable String tool, String session, String call) {
    Found entry = hooks.entry(moment, tool).orElse(null);
    if (entry == null) {
      String what = tool == null ? hooks.agent().event(moment) : tool;
      return new HookAnswer(Kind.ABSENT, "no entry takes " + what, 0);
    }
    return entry.handler().path("type").asString("").equals("http")
        ? post(entry.handler(), call)
        : run(InstalledHooks.command(entry), session, call);
  }

  private HookAnswer run(String command, String session, String call) {
    long began = System.nanoTime();
    Ran ran = Ran.of(List.of("/bin/sh", "-c", command), folder, Map.of(), call, WITHIN);
    long millis = Duration.ofNanos(System.nanoTime() - began).toMillis();
    HookAnswer answer = HookAnswer.of(hooks.agent(), ran.out(), millis);
    if (ran.ok() && answer.kind() != Kind.SILENT) {
      return answer;
    }
    String reason = reason(session, ran);
    return new HookAnswer(MissedHooks.refused(reason) ? Kind.REFUSED : Kind.SILENT, reason, millis);
  }

  /** Why the shim had nothing to say: its own line about this session, else how it ended. */
  private String reason(String session, Ran ran) {
    List<MissedHooks.Call> told =
        MissedHooks.read(data).calls().stream()
            .filter(call -> call.session().equals(session))
            .toList();
    if (!told.isEmpty()) {
      return told.getLast().reason();
    }
    String said = ran.error().lines().findFirst().orElse("");
    return switch (ran.exitCode()) {
      case 0 -> "no answer";
      case Ran.TIMED_OUT -> "it did not end within " + WITHIN.toSeconds() + " s";
      default -> "exit code " + ran.exitCode() + (said.isEmpty() ? "" : ": " + said);
    };
  }

  private HookAnswer post(JsonNode handler, String call) {
    long began = System.nanoTime();
    try (var http = HttpClient.newBuilder().proxy(HttpClient.Builder.NO_PROXY).build()) {
      var request =
          HttpRequest.newBuilder(URI.create(handler.path("url").asString("")))
              .timeout(WITHIN)
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString(call));
      handler
          .path("headers")
          .properties()
          .forEach(header -> request.header(header.getKey(), expanded(handler, header.getValue())));
      var response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      long millis = Duration.ofNanos(System.nanoTime() - began).toMillis();
      return response.statusCode() == 200
          ? HookAnswer.of(hooks.agent(), response.body(), millis)
          : new HookAnswer(Kind.REFUSED, "http_" + response.statusCode(), millis);
    } catch (IOException | IllegalArgumentException e) {
      return new HookAnswer(Kind.SILENT, "unreachable", 0);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new HookAnswer(Kind.SILENT, "interrupted", 0);
    }
  }

  /** Variables of the environment that the entry may name, as the agent expands them. */
  private static String expanded(JsonNode handler, JsonNode header) {
    String value = header.asString("");
    for (JsonNode variable : handler.path("allowedEnvVars")) {
      String name = variable.asString("");
      String set = System.getenv(name);
      value = value.replace("$" + name, set == null ? "" : set);
    }
    return value;
  }
}
