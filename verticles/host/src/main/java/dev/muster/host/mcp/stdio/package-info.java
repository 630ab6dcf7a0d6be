/** {@code muster mcp}: a client's standard input and output, bridged to the running host. */
@NullMarked
package dev.muster.host.mcp.stdio;

import org.jspecify.annotations.NullMarked;
