package dev.foretick.stream.live;

import dev.foretick.stream.watch.Moment;
import dev.foretick.stream.watch.ShownForecast;
import dev.foretick.stream.watch.Timeline;
import dev.foretick.stream.watch.Watch;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells one reader what is new of the series that it watches. One thread owns it. */
final class SeriesEvents {
  private static final Pattern ID = Pattern.compile("([0-9a-f]{1,16})-([0-9]{1,18})");
  private static final byte[] NOTHING = Json.object(out -> {});

  private final Watch watch;
  private final int most;
  private String timeline = "";
  private long next;
  private @Nullable ShownForecast shown;
  private boolean absent;

  /**
   * Begins to tell.
   *
   * @param most moments at once
   * @param lastEventId how far the reader has come by an earlier connection; empty if there was
   *     none
   */
  SeriesEvents(Watch watch, int most, String lastEventId) {
    this.watch = watch;
    this.most = most;
    Matcher id = ID.matcher(lastEventId);
    if (id.matches()) {
      timeline = id.group(1);
      next = Long.parseLong(id.group(2));
    }
  }

  /** Says that there is no such series, unless it has said so. */
  void tellAbsence(EventWriter out) throws IOException {
    if (!absent && watch.timeline().isEmpty()) {
      absent = true;
      out.event("absent", NOTHING);
    }
  }

  /** Writes what the reader does not know yet, if anything. */
  void tellNews(EventWriter out) throws IOException {
    Optional<Timeline> found = watch.timeline();
    if (found.isEmpty()) {
      return;
    }
    Timeline now = found.get();
    String id = Long.toHexString(now.id());
    if (!id.equals(timeline)) {
      timeline = id;
      next = 0;
      shown = null;
    }
    // The forecast first: it may know no moment that the reader is not told of.
    ShownForecast forecast = now.forecast();
    List<Moment> moments = now.since(next, most);
    if (moments.isEmpty() && (forecast == null || forecast.equals(shown)) && !absent) {
      return;
    }
    if (!moments.isEmpty()) {
      next = moments.get(moments.size() - 1).number() + 1;
    }
    shown = forecast;
    absent = false;
    out.event("points", PointsJson.of(now, moments, forecast), id + "-" + next);
  }
}
