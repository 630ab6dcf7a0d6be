/** Tests that start whole hosts and speak HTTP with them. */
@NullMarked
package dev.muster.host;

import org.jspecify.annotations.NullMarked;
