/** Who works near whom, how close, and in what words they are told; pure. */
@NullMarked
package dev.muster.coordination.declare;

import org.jspecify.annotations.NullMarked;
