/** From features to a curve over the number of agents. */
@NullMarked
package dev.muster.prediction;

import org.jspecify.annotations.NullMarked;
