/** Tests of the command line, against a real HTTP server that answers by a script. */
@NullMarked
package dev.muster.host.cli;

import org.jspecify.annotations.NullMarked;
