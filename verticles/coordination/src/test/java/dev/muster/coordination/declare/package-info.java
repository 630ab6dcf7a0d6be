@NullMarked
package dev.muster.coordination.declare;

import org.jspecify.annotations.NullMarked;
