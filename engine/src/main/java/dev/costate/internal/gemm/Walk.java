package dev.costate.internal.gemm;

/// In which direction the elements of A lie side by side. Loops over neighbours need no test of bounds a step.
enum Walk {
    /// A column's: `aRow = 1`.
    COLUMNS,
    /// A row's: `aStep = 1`.
    ROWS
}
