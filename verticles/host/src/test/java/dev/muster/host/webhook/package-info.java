/** Tests of the webhook against real receivers. */
@NullMarked
package dev.muster.host.webhook;

import org.jspecify.annotations.NullMarked;
