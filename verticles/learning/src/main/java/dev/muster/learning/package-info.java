/** From outcomes to models. */
@NullMarked
package dev.muster.learning;

import org.jspecify.annotations.NullMarked;
