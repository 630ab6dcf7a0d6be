/** How fast policies learn in the lab. */
@NullMarked
package dev.muster.lab.learning;

import org.jspecify.annotations.NullMarked;
