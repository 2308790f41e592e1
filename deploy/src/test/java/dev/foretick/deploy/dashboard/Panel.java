package dev.foretick.deploy.dashboard;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One picture of a dashboard. Each has a description: what is seen, and what is to be done. */
final class Panel {
  private final PanelKind kind;
  private final String title;
  private final String description;
  private final List<Query> queries = new ArrayList<>();
  private final Map<String, String> colors = new TreeMap<>();
  private final Map<String, String> bands = new TreeMap<>();
  private final Map<Integer, Word> words = new TreeMap<>();
  private int width;
  private int height;
  private Unit unit = Unit.COUNT;
  private Thresholds thresholds = Thresholds.NONE;
  private @Nullable Double lowest;
  private @Nullable Double highest;
  private boolean stacked;
  private String dashed = "";
  private Optional<Variable> repeated = Optional.empty();

  /** What stands in the place of a number. */
  record Word(String text, String color) {}

  private Panel(PanelKind kind, String title, String description, int width, int height) {
    this.kind = kind;
    this.title = title;
    this.description = description;
    this.width = width;
    this.height = height;
  }

  /** Lines over time. */
  static Panel lines(String title, String description) {
    return new Panel(PanelKind.TIME_SERIES, title, description, 12, 8);
  }

  /** The newest value, large, before its course. */
  static Panel figure(String title, String description) {
    return new Panel(PanelKind.STAT, title, description, 4, 4);
  }

  /** The newest values side by side. */
  static Panel bars(String title, String description) {
    return new Panel(PanelKind.BAR_GAUGE, title, description, 12, 8);
  }

  /** States over time, one band for each time series. */
  static Panel bands(String title, String description) {
    return new Panel(PanelKind.STATE_TIMELINE, title, description, 12, 8);
  }

  /** The labels of the time series as columns. */
  static Panel table(String title, String description) {
    return new Panel(PanelKind.TABLE, title, description, 12, 8);
  }

  /** Adds a query; {@code kind} says whether its past is asked for. */
  Panel query(String expression, String legend) {
    queries.add(
        kind.isInstant() ? Query.instant(expression, legend) : Query.range(expression, legend));
    return this;
  }

  Panel unit(Unit value) {
    unit = value;
    return this;
  }

  Panel thresholds(Thresholds value) {
    thresholds = value;
    return this;
  }

  Panel size(int columns, int lines) {
    width = columns;
    height = lines;
    return this;
  }

  /** The axis starts here, whatever the values are. */
  Panel from(double value) {
    lowest = value;
    return this;
  }

  Panel to(double value) {
    highest = value;
    return this;
  }

  /** Lines stand on each other: their sum means something. */
  Panel stacked() {
    stacked = true;
    return this;
  }

  /** A time series of this name always has this colour. */
  Panel color(String legend, String color) {
    colors.put(legend, color);
    return this;
  }

  /** Time series whose names match are drawn with dashes: they are what others are held to. */
  Panel dashed(String regex) {
    dashed = regex;
    return this;
  }

  /** What lies between two lines is filled. */
  Panel band(String upper, String lower) {
    bands.put(upper, lower);
    return this;
  }

  /** A number that is better said in words. */
  Panel word(int value, String text, String color) {
    words.put(value, new Word(text, color));
    return this;
  }

  /** There is one such panel for each chosen value of a variable. */
  Panel each(Variable variable) {
    repeated = Optional.of(variable);
    return this;
  }

  PanelKind kind() {
    return kind;
  }

  String title() {
    return title;
  }

  String description() {
    return description;
  }

  List<Query> queries() {
    return List.copyOf(queries);
  }

  Map<String, String> colors() {
    return colors;
  }

  /** Lower lines by their upper ones. */
  Map<String, String> bands() {
    return bands;
  }

  Map<Integer, Word> words() {
    return words;
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  Unit unit() {
    return unit;
  }

  Thresholds thresholds() {
    return thresholds;
  }

  Optional<Double> lowest() {
    return Optional.ofNullable(lowest);
  }

  Optional<Double> highest() {
    return Optional.ofNullable(highest);
  }

  boolean isStacked() {
    return stacked;
  }

  /** Empty if all lines are solid. */
  String dashed() {
    return dashed;
  }

  Optional<Variable> repeated() {
    return repeated;
  }
}
