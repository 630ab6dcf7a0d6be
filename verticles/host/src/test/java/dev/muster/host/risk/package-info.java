/** Tests of the commit-risk commands. */
@NullMarked
package dev.muster.host.risk;

import org.jspecify.annotations.NullMarked;
