@NullMarked
package dev.muster.lab.mode;

import org.jspecify.annotations.NullMarked;
