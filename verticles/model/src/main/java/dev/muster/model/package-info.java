/** What a model is, for those who fit it and for those who ask it. */
@NullMarked
package dev.muster.model;

import org.jspecify.annotations.NullMarked;
