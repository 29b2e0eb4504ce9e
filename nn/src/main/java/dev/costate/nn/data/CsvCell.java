package dev.costate.nn.data;

/// A field of a table.
///
/// @param text what it says, without quotes around it
/// @param line where it begins in the file, from 1
/// @param column the place of its first character in the line, from 1
record CsvCell(String text, int line, int column) {}
