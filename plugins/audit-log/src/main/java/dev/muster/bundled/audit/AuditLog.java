// SPDX-License-Identifier: Apache-2.0
package dev.muster.bundled.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.muster.plugin.HookInput;
import dev.muster.plugin.HookPlugin;
import dev.muster.plugin.HookResult;
import dev.muster.plugin.PluginContext;
import dev.muster.plugin.VetoSeen;
import java.io.FileOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Scanner;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Writes down which agents each task was to get, how it ended, who wanted whose files and what was
 * vetoed: JSON lines in {@code audit-YYYY-MM.jsonl}, on disk before the answer. Each has the hash
 * of the line before and its text, {@code head} the last: changed, removed or moved lines show.
 */
public final class AuditLog implements HookPlugin {
  private static final Pattern LINE = Pattern.compile("(\\{\"at\":.*),\"hash\":\"\\w{64}\"}");
  private static final Pattern UNSAFE = Pattern.compile("[\"\\\\\\p{Cntrl}\\p{Cs}]");
  private @Nullable PluginContext context;
  private @Nullable String last; // null after a failed write: the next start looks what is there

  @Override
  public synchronized void start(PluginContext host) throws Exception {
    context = host;
    if (Files.notExists(host.folder().resolve("head")) && months(host.folder()).isEmpty()) {
      Files.writeString(host.folder().resolve("head"), "");
    }
    for (String fault : verify(host.folder())) {
      host.publish("audit.fault", Map.of("fault", fault));
      write("resumed", "fault", fault);
    }
    host.publish("audit.head", Map.of("line", requireNonNull(last)));
  }

  @Override
  public HookResult preTaskAgentAssignment(HookInput.PreTaskAgentAssignment it) throws Exception {
    return write("picked", "task", it.task().id(), "agents", it.agents());
  }

  @Override
  public HookResult postTask(HookInput.PostTask it) throws Exception {
    return write("ended", "task", it.task().id(), "result", it.outcome().result());
  }

  @Override
  public HookResult agentCoordinate(HookInput.AgentCoordinate it) throws Exception {
    return write("wanted", "paths", it.paths(), "asker", it.asker(), "holder", it.holder());
  }

  @Override
  public void vetoSeen(VetoSeen it) throws Exception {
    HookInput in = it.input();
    var edit = in instanceof HookInput.PreEdit asked ? asked.edit() : null;
    var of = edit != null ? List.of(edit.session(), edit.path()) : requireNonNull(in.task()).id();
    write("vetoed", "of", of, "phase", in.phase(), "plugin", it.plugin(), "reason", it.reason());
  }

  private synchronized HookResult write(String what, Object... facts) throws Exception {
    Path folder = requireNonNull(context, "not started").folder();
    String from = requireNonNull(last, "a write failed: look at the disk, then enable the plugin");
    last = null;
    String now = context.clock().instant().toString();
    var text = new StringBuilder("{\"at\":" + json(now) + ",\"what\":" + json(what));
    for (int i = 0; i < facts.length; i += 2) {
      text.append(',').append(json(facts[i])).append(':').append(json(facts[i + 1]));
    }
    String next = after(from, text.toString());
    // The newest file: a clock that is set back does not go back to an older one.
    var files = new ArrayList<>(months(folder));
    files.add(folder.resolve("audit-" + now.substring(0, 7) + ".jsonl"));
    try (var out = new FileOutputStream(Collections.max(files).toFile(), true)) {
      // The line feed comes first: a line that a crash tore stays apart from the next.
      out.write(("\n" + next).getBytes(UTF_8));
      out.getFD().sync();
    }
    last = next;
    Path draft = Files.writeString(folder.resolve("head.new"), next);
    Files.move(draft, folder.resolve("head"), StandardCopyOption.ATOMIC_MOVE);
    return HookResult.proceed();
  }

  /** Says what is wrong with the logs of a folder: {@code java -cp ... AuditLog FOLDER}. */
  public static void main(String... arguments) throws Exception {
    IO.println(new AuditLog().verify(Path.of(arguments[0])));
  }

  /** What is wrong with the logs of a folder; finds the line that the next one will follow. */
  synchronized List<String> verify(Path folder) throws Exception {
    Path file = folder.resolve("head");
    String head = Files.exists(file) ? Files.readString(file) : "a file head";
    last = head;
    String end = "";
    boolean met = head.isEmpty();
    boolean torn = false;
    for (Path month : months(folder)) {
      try (var lines = new Scanner(month, UTF_8).useDelimiter("\n+")) {
        for (String line : (Iterable<String>) () -> lines) {
          var parts = LINE.matcher(line);
          if (parts.matches()) {
            boolean apart = !torn || line.contains(",\"what\":\"resumed\",");
            if (!apart || !line.equals(after(end, parts.group(1)))) {
              return List.of(month.getFileName() + ": does not follow: " + line);
            }
            end = line;
            met |= line.equals(head);
          }
          torn = !parts.matches();
        }
      }
    }
    last = met ? end : head;
    String fault = met ? "the last line is torn" : "expected to find " + head;
    return met && !torn ? List.of() : List.of(fault);
  }

  private static String after(String line, String text) throws Exception {
    byte[] hash = MessageDigest.getInstance("SHA-256").digest((line + text).getBytes(UTF_8));
    return text + ",\"hash\":\"" + HexFormat.of().formatHex(hash) + "\"}";
  }

  private static List<Path> months(Path folder) throws Exception {
    try (var files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".jsonl")).sorted().toList();
    }
  }

  private static String json(Object value) {
    if (value instanceof List<?> list) {
      return "[" + String.join(",", list.stream().map(AuditLog::json).toList()) + "]";
    }
    var unsafe = UNSAFE.matcher(value.toString());
    return '"' + unsafe.replaceAll(c -> "\\\\u%04x".formatted(c.group().codePointAt(0))) + '"';
  }
}
