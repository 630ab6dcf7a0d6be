/** The MCP server: the SDK's sessions on our router, and the tools that talk to the bus. */
@NullMarked
package dev.muster.host.mcp;

import org.jspecify.annotations.NullMarked;
