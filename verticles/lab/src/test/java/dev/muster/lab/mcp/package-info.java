/** The MCP server as its clients see it: the public conformance suite, and agents at work. */
@NullMarked
package dev.muster.lab.mcp;

import org.jspecify.annotations.NullMarked;
