package dev.foretick.stream.report;

/**
 * A mark on an axis.
 *
 * @param at where, in the axis' own unit
 * @param label what it says
 * @param context what holds from here on, such as the date of hours; empty if nothing new does
 */
record AxisTick(double at, String label, String context) {}
