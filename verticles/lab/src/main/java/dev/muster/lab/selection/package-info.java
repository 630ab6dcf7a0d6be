/** How well the cheapest algorithm is chosen for each instance, on recorded run times. */
@NullMarked
package dev.muster.lab.selection;

import org.jspecify.annotations.NullMarked;
