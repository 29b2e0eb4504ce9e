/// Configurations: records whose components are options with a type, a range and a help text.
@NullMarked
package dev.costate.lab.config;

import org.jspecify.annotations.NullMarked;
