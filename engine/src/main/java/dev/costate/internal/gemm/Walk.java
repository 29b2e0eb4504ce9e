package dev.costate.internal.gemm;

/// In which direction the elements of A lie side by side. Loops over neighbours need no test of bounds a step.
enum Walk {
    /// A column's: `aRow = 1`.
    COLUMNS,
    /// A row's: `aStep = 1`.
    ROWS,
    /// A column's; and the rows of B are not evenly apart but at places of their own.
    PLACES
}
