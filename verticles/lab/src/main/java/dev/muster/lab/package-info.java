/** What the laboratories share. */
@NullMarked
package dev.muster.lab;

import org.jspecify.annotations.NullMarked;
