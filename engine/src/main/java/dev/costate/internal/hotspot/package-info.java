/// What HotSpot has to be told so that generated code is soon fast.
@NullMarked
package dev.costate.internal.hotspot;

import org.jspecify.annotations.NullMarked;
