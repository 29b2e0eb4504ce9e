/// What an accurate solution of a differential equation costs: error against time, on Costate and its peers.
@NullMarked
package dev.costate.bench.precision;

import org.jspecify.annotations.NullMarked;
