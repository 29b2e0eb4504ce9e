/// What each operation means: its types, value, derivative, transposition, batching and lowering, a page each.
@NullMarked
package dev.costate.internal.rules;

import org.jspecify.annotations.NullMarked;
