@NullMarked
package dev.muster.monitoring.alert;

import org.jspecify.annotations.NullMarked;
