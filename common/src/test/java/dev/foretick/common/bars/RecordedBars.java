package dev.foretick.common.bars;

import java.util.ArrayList;
import java.util.List;

/** Writes down what a builder says. */
final class RecordedBars implements BarSink {
  private final List<Bar> bars = new ArrayList<>();
  private final List<String> all = new ArrayList<>();

  @Override
  public void bar(Bar bar) {
    bars.add(bar);
    all.add(bar.toString());
  }

  @Override
  public void gap(long from, long until) {
    all.add("gap " + from + " to " + until);
  }

  List<Bar> bars() {
    return bars;
  }

  /** Bars and gaps as text. */
  List<String> all() {
    return all;
  }
}
