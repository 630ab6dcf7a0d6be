/** The tests of the commands around coding agents' hooks. */
@NullMarked
package dev.muster.host.cli.hooks;

import org.jspecify.annotations.NullMarked;
