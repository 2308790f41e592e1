/**
 * Bars: what many ticks of one interval come to. {@link dev.foretick.common.bars.BarCalendar} says
 * where bars begin and end, {@link dev.foretick.common.bars.BarBuilder} makes those of one series.
 */
@NullMarked
package dev.foretick.common.bars;

import org.jspecify.annotations.NullMarked;
