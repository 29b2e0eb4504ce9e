/// A network after a tutorial: matrices that do not match, what is behind them, and the net put right.
@NullMarked
package dev.costate.studies.tutorialnetwork;

import org.jspecify.annotations.NullMarked;
