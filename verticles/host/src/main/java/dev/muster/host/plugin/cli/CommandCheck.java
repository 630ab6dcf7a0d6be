package dev.muster.host.plugin.cli;

import dev.muster.host.cli.ExitCode;
import dev.muster.host.cli.Programs;
import dev.muster.host.cli.Refusal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Whether the command of an executable plugin can be run from its folder on this machine. */
record CommandCheck(Path folder) {

  void check(List<String> command) {
    String program = command.getFirst();
    Path own = folder.resolve(program).normalize();
    boolean inFolder = own.startsWith(folder) && Files.isRegularFile(own);
    if (inFolder && !Files.isExecutable(own)) {
      throw new Refusal(ExitCode.USAGE, own + " is not executable; run: chmod +x " + own);
    }
    boolean absolute = program.startsWith("/") && Files.isExecutable(own);
    if (!inFolder && !absolute && !Programs.onPath(program)) {
      throw new Refusal(
          ExitCode.USAGE,
          "command: expected a file of "
              + folder
              + ", an absolute path or a program on PATH, found "
              + program);
    }
  }
}
