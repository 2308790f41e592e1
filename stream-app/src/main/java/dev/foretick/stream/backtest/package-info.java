/** From a plan and options to a backtest's report, with progress on a terminal. */
@NullMarked
package dev.foretick.stream.backtest;

import org.jspecify.annotations.NullMarked;
