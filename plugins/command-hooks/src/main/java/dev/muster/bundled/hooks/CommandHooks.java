// SPDX-License-Identifier: Apache-2.0
package dev.muster.bundled.hooks;

import dev.muster.plugin.HookInput;
import dev.muster.plugin.HookPlugin;
import dev.muster.plugin.HookResult;
import dev.muster.plugin.Phase;
import dev.muster.plugin.PluginContext;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Runs the command that the operator configured for a phase; other phases go on at once. */
public final class CommandHooks implements HookPlugin {
  private final Map<Phase, List<String>> commands = new EnumMap<>(Phase.class);
  private List<String> environment = List.of();
  private boolean notes;
  private Path folder = Path.of("");

  @Override
  public void start(PluginContext context) {
    environment = context.config().list("environment");
    notes = context.config().flag("notes");
    folder = context.folder();
    context
        .config()
        .map("commands")
        .forEach((name, words) -> {
          Phase phase = Phase.of(name);
          Facts.refuseUnknown(phase, words);
          commands.put(phase, words);
        });
  }

  @Override
  public HookResult anyPhase(HookInput input) throws IOException, InterruptedException {
    List<String> words = commands.get(input.phase());
    if (words == null) {
      return HookResult.proceed();
    }
    var facts = new Facts(input);
    Script.Ended ended =
        Script.run(
            facts.filled(words), facts.environment(environment), facts.place(folder), facts.json());
    return ended.result(input.phase(), notes);
  }
}
