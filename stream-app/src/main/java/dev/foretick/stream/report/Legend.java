package dev.foretick.stream.report;

/**
 * What the lines and areas of a chart are; the page's text, so that it wraps where there is little
 * room.
 */
final class Legend {
  private final Markup out;

  private Legend(Markup out) {
    this.out = out;
  }

  static Legend start(Markup out) {
    out.open("ul", "class", "legend");
    return new Legend(out);
  }

  Legend line(String style, String name) {
    return entry("line " + style, "M1 6H31", 1, name);
  }

  /** An area that lies on {@code depth - 1} others of its kind, as the chart shows it. */
  Legend area(String style, int depth, String name) {
    return entry(style, "M1 0H31V12H1Z", depth, name);
  }

  void end() {
    out.close().newline();
  }

  private Legend entry(String style, String path, int times, String name) {
    out.open("li").open("svg", "viewBox", "0 0 32 12", "aria-hidden", "true");
    for (int i = 0; i < times; i++) {
      out.empty("path", "class", style, "d", path);
    }
    out.close().text(name).close();
    return this;
  }
}
