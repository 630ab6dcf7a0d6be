package dev.muster.host.mcp.stdio;

import dev.muster.host.cli.Command;
import dev.muster.host.cli.GlobalOptions;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.time.Duration;
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
  /** A client that is started without a host should hear of it soon. */
  private static final Duration AT_FIRST = Duration.ofSeconds(10);

  @Mixin private final GlobalOptions global = new GlobalOptions();

  @Override
  public Integer call() throws InterruptedException {
    // Not System.out: nothing that prints there may get between two messages.
    var out = new FileOutputStream(FileDescriptor.out);
    var link = new Link(() -> new Link.Host(global.url(), global.token()));
    return new Bridge(System.in, out, link, UUID.randomUUID().toString(), AT_FIRST).run();
  }
}
