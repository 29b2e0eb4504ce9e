package dev.costate.bench.precision;

import java.util.ArrayList;
import java.util.List;

/// What a method makes of an equation as the tolerance shrinks: a line in the picture.
///
/// @param contender whose it is
/// @param method the method's name
/// @param points its solutions that came to their end, the largest error first
record Course(String contender, String method, List<Point> points) {
    /// All of an equation, in the order in which they were measured.
    static List<Course> of(List<Point> all, Equation equation) {
        var courses = new ArrayList<Course>();
        var here =
                all.stream().filter(p -> p.equation().equals(equation.name())).toList();
        for (var series : here.stream().map(Point::series).distinct().toList()) {
            var points = here.stream().filter(p -> p.series().equals(series)).toList();
            courses.add(new Course(
                    points.getFirst().contender(),
                    points.getFirst().method(),
                    points.stream().filter(p -> Double.isFinite(p.error())).toList()));
        }
        return courses;
    }

    /// Seconds to an error, between the two points around it by their logarithms; NaN if it was not reached.
    double secondsTo(double error) {
        for (var i = 0; i < points.size(); i++) {
            var here = points.get(i);
            if (here.error() <= error) {
                if (i == 0) {
                    return here.seconds();
                }
                var before = points.get(i - 1);
                var part = Math.log(before.error() / error) / Math.log(before.error() / here.error());
                return before.seconds() * Math.pow(here.seconds() / before.seconds(), part);
            }
        }
        return Double.NaN;
    }
}
