/** Tests of the MCP server. */
@NullMarked
package dev.muster.host.mcp;

import org.jspecify.annotations.NullMarked;
