package dev.muster.host.hooks;

import java.util.List;

/**
 * Whether prompts are stored, the commands whose exit says whether the tests pass, and the largest
 * call.
 */
public record HookOptions(boolean storeText, List<String> testCommands, int bodyBytesMax) {
  public HookOptions {
    testCommands = List.copyOf(testCommands);
  }
}
