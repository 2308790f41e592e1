package dev.foretick.stream.state;

/** Takes the bars that are closed, each before the next one of its series. */
@FunctionalInterface
public interface ClosedBars {
  /** A window has one more bar, which stands in a row of {@link BarKeeper#closed()}. */
  void closed(int row, SeriesState series);
}
