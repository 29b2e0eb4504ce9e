/// What a user reads who did something wrong: exact texts, each with the operation, the types, what differs,
/// the parameter's path, the user's own line and the likely cure.
@NullMarked
package dev.costate.errors;

import org.jspecify.annotations.NullMarked;
