/** Tests of what the commands of models say. */
@NullMarked
package dev.muster.host.model;

import org.jspecify.annotations.NullMarked;
