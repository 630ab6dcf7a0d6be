/** Starts the parts in order and stops them. */
@NullMarked
package dev.muster.host;

import org.jspecify.annotations.NullMarked;
