/** How forecasters would have done, had they been asked at each past moment. */
@NullMarked
package dev.foretick.model.backtest;

import org.jspecify.annotations.NullMarked;
