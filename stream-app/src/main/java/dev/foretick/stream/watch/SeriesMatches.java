package dev.foretick.stream.watch;

import java.util.List;

/**
 * The series that a search has found.
 *
 * @param found the first of them
 * @param matching how many there are
 * @param searched how many series were looked at
 */
public record SeriesMatches(List<SeriesMatch> found, long matching, long searched) {
  public SeriesMatches {
    found = List.copyOf(found);
  }
}
