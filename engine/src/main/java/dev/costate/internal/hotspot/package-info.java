/// What generated classes have in common, and what HotSpot has to be told so that they are soon fast.
@NullMarked
package dev.costate.internal.hotspot;

import org.jspecify.annotations.NullMarked;
