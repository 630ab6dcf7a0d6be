/** Hooks of coding agents: their settings files, the shim that they call, and the proof. */
@NullMarked
package dev.muster.host.cli.hooks;

import org.jspecify.annotations.NullMarked;
