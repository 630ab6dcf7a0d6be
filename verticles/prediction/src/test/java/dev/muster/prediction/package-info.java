/** Tests of the curve over the number of agents, with its figures worked by hand. */
@NullMarked
package dev.muster.prediction;

import org.jspecify.annotations.NullMarked;
