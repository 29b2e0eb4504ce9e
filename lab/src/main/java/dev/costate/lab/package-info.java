/// Studies of learning dynamics: their configuration, facts, figures and files.
@NullMarked
package dev.costate.lab;

import org.jspecify.annotations.NullMarked;
