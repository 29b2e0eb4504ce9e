/// What is printed and written of the outcomes: tables, Markdown, JSON.
@NullMarked
package dev.costate.bench.report;

import org.jspecify.annotations.NullMarked;
