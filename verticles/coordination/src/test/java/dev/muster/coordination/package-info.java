/** Tests of the life of a task on a real store, with a clock that is moved by hand. */
@NullMarked
package dev.muster.coordination;

import org.jspecify.annotations.NullMarked;
