/**
 * The life of a task: submission, admission, slots, outcomes. Pure of Vert.x but for the verticles.
 */
@NullMarked
package dev.muster.coordination;

import org.jspecify.annotations.NullMarked;
