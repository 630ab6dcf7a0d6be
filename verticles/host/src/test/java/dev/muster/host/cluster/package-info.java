/** Tests of two hosts that know of each other. */
@NullMarked
package dev.muster.host.cluster;

import org.jspecify.annotations.NullMarked;
