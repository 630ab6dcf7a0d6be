/** The hooks of coding agents as their users meet them. */
@NullMarked
package dev.muster.lab.hooks;

import org.jspecify.annotations.NullMarked;
