/** What the replay of contention promises. */
@NullMarked
package dev.muster.lab.contention;

import org.jspecify.annotations.NullMarked;
