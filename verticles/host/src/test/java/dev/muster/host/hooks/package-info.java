/** Tests of what agents' hooks say and are answered. */
@NullMarked
package dev.muster.host.hooks;

import org.jspecify.annotations.NullMarked;
