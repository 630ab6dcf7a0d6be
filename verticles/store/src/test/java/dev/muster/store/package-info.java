/** What the store promises, on real databases in temporary folders. */
@NullMarked
package dev.muster.store;

import org.jspecify.annotations.NullMarked;
