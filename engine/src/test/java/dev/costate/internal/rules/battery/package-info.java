/// The battery: every operation has its cases, and every case passes every test.
///
/// The cases stand by family ([ElementwiseCases], [LayoutCases], ...) and are put together in [AllCases].
/// Whoever adds an operation adds cases; [CoverageTest] fails until there are some.
@NullMarked
package dev.costate.internal.rules.battery;

import org.jspecify.annotations.NullMarked;
