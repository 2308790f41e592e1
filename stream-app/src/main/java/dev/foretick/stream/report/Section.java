package dev.foretick.stream.report;

/** A part of the page with its heading. */
final class Section {
  private Section() {}

  /** Starts a section, which the contents of the page link to; {@link Markup#close} ends it. */
  static Markup start(Markup out, String id, String heading) {
    String headingId = id + "-heading";
    out.open("section", "id", id, "aria-labelledby", headingId);
    return out.element("h2", heading, "id", headingId).newline();
  }

  /** Starts a table in a box of its own that scrolls; {@link #endTable} ends both. */
  static void startTable(Markup out, String caption) {
    // The box can be reached and scrolled by keyboard.
    out.open("div", "class", "scroll", "role", "region", "aria-label", caption, "tabindex", "0");
    out.open("table").open("caption").element("span", caption).close();
  }

  static void endTable(Markup out) {
    out.close().close().newline();
  }

  static void columnHead(Markup out, String name) {
    out.element("th", name, "scope", "col");
  }

  /** Explains the dash, where a table has one. */
  static void undefinedNote(Markup out) {
    out.element(
        "p",
        ReportFigures.UNDEFINED
            + " means that the measure is not defined there, such as a scaled error of a series"
            + " that never moved, or a skill where no naive forecast made an error.",
        "class",
        "hint");
  }
}
