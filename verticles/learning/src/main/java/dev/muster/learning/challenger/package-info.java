/** Challengers that Smile fits, out of which come models that need no Smile. */
@NullMarked
package dev.muster.learning.challenger;

import org.jspecify.annotations.NullMarked;
