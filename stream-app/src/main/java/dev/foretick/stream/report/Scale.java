package dev.foretick.stream.report;

/**
 * Maps values to pixels along one axis.
 *
 * @param from value at the start
 * @param to value at the end
 * @param start pixel of {@code from}
 * @param end pixel of {@code to}
 */
record Scale(double from, double to, double start, double end) {
  double at(double value) {
    return start + (value - from) / (to - from) * (end - start);
  }
}
