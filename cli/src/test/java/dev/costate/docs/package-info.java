/// Keeps the documentation true: every Java block of the README, the guide and the engine's Javadoc is compiled and
/// run, and every excerpt and link is looked up.
@NullMarked
package dev.costate.docs;

import org.jspecify.annotations.NullMarked;
