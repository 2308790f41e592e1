package dev.foretick.model.dataset;

import dev.foretick.common.window.WindowSpec;
import java.util.List;
import java.util.Locale;

/** No series is long enough: more rows are needed, or a smaller window. */
public final class DatasetTooShortException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DatasetTooShortException(
      List<SeriesData> series, WindowSpec spec, SplitPart part, List<RowRange> rows) {
    super(
        "longest of %d series: %d rows, %d of them for %s, which leave no window (expected: >= %d rows before the last %d of the part, for input-size %d and horizon %d)"
            .formatted(
                series.size(),
                series.stream().mapToInt(SeriesData::length).max().orElse(0),
                rows.stream().mapToInt(range -> range.to() - range.from()).max().orElse(0),
                part.name().toLowerCase(Locale.ROOT),
                spec.inputSize(),
                spec.horizon(),
                spec.inputSize(),
                spec.horizon()));
  }
}
