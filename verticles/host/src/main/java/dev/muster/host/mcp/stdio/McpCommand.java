package dev.muster.host.mcp.stdio;

import dev.muster.host.cli.Command;
import dev.muster.host.cli.GlobalOptions;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;

/** {@code muster mcp}: an MCP server on standard input and output, for clients that start one. */
@CommandLine.Command(
    name = "mcp",
    description = {
      "Be an MCP server on standard input and output, in front of the running host.",
      "For example: claude mcp add muster -- /path/to/muster mcp"
    },
    mixinStandardHelpOptions = true)
public final class McpCommand implements Command, Callable<Integer> {
  @Mixin private final GlobalOptions global = new GlobalOptions();

  @Override
  public Integer call() throws InterruptedException {
    // Not System.out: nothing that prints there may get between two messages.
    var out = new FileOutputStream(FileDescriptor.out);
    var link = new Link(() -> new Link.Host(global.url(), global.token()));
    return new Bridge(System.in, out, link, UUID.randomUUID().toString()).run();
  }
}
