package dev.foretick.stream.live;

import dev.foretick.stream.watch.SeriesMatch;
import dev.foretick.stream.watch.SeriesMatches;

/** The series that the page has asked for. */
final class SeriesJson {
  private SeriesJson() {}

  static byte[] of(SeriesMatches matches) {
    return Json.object(
        out -> {
          out.writeArrayFieldStart("series");
          for (SeriesMatch match : matches.found()) {
            out.writeString(match.id());
          }
          out.writeEndArray();
          out.writeNumberField("matching", matches.matching());
          out.writeNumberField("searched", matches.searched());
        });
  }
}
