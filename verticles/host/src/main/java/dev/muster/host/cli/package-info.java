/** The command line: the client of the host's HTTP face, its commands and what they print. */
@NullMarked
package dev.muster.host.cli;

import org.jspecify.annotations.NullMarked;
