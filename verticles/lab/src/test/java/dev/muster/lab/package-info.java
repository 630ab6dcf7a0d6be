/** The house rules as tests: what may depend on what, and what a file may look like. */
@NullMarked
package dev.muster.lab;

import org.jspecify.annotations.NullMarked;
