/** Tests of the bridge on standard input and output. */
@NullMarked
package dev.muster.host.mcp.stdio;

import org.jspecify.annotations.NullMarked;
