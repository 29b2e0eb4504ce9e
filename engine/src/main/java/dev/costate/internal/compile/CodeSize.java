package dev.costate.internal.compile;

import java.lang.classfile.ClassFile;
import java.lang.classfile.attribute.CodeAttribute;

/// The budget of a generated method: HotSpot leaves methods over 8,000 bytes of bytecode to the interpreter.
final class CodeSize {
    /// The most bytes that a generated method may have.
    static final int MOST = 7_900;

    private CodeSize() {}

    /// The length of the longest method of a class.
    static int longest(byte[] classFile) {
        return ClassFile.of().parse(classFile).methods().stream()
                .flatMap(m -> m.findAttribute(java.lang.classfile.Attributes.code()).stream())
                .mapToInt(CodeAttribute::codeLength)
                .max()
                .orElse(0);
    }
}
