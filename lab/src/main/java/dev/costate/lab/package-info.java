/// Studies: experiments with a configuration, facts they are held to, figures and files.
///
/// A [dev.costate.lab.Study] is written by whoever runs an experiment, a [dev.costate.lab.StudyRun] is what it
/// writes its findings to, and [dev.costate.lab.Studies] finds the studies that are on the class path.
@NullMarked
package dev.costate.lab;

import org.jspecify.annotations.NullMarked;
