/** What serves a risk: immutable models that allocate nothing when they are asked. */
@NullMarked
package dev.muster.model.risk;

import org.jspecify.annotations.NullMarked;
