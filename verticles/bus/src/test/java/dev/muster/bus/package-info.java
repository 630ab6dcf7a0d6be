/** What the bus and its JSON promise to those who write to it. */
@NullMarked
package dev.muster.bus;

import org.jspecify.annotations.NullMarked;
