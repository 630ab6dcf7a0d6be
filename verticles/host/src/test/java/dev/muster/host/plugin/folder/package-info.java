/** Tests of what lies in the drop-in folder. */
@NullMarked
package dev.muster.host.plugin.folder;

import org.jspecify.annotations.NullMarked;
