/** What a backtest found: as a page to read, as JSON for machines, as text for a terminal. */
@NullMarked
package dev.foretick.stream.report;

import org.jspecify.annotations.NullMarked;
