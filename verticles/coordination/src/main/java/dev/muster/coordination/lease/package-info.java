/**
 * Leases on files: who may edit what, and who waits for whom. Pure of Vert.x but for the verticle.
 */
@NullMarked
package dev.muster.coordination.lease;

import org.jspecify.annotations.NullMarked;
