/** {@code muster model}: the models of a running host, and which one serves. */
@NullMarked
package dev.muster.host.model;

import org.jspecify.annotations.NullMarked;
