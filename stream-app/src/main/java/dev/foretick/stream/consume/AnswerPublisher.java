package dev.foretick.stream.consume;

import dev.foretick.common.series.ForecastStatus;
import dev.foretick.stream.inference.Answers;
import dev.foretick.stream.publish.ForecastPublisher;
import dev.foretick.stream.score.LiveScorer;
import dev.foretick.stream.score.PendingForecasts;
import dev.foretick.stream.state.Arrivals;
import dev.foretick.stream.state.Outcome;
import dev.foretick.stream.state.SeriesState;
import dev.foretick.stream.watch.LoopWatch;
import java.util.Optional;

/**
 * Publishes the forecasts of a batch, scores what its observations prove right or wrong, and tells
 * those who watch. In the order of arrival, so that a forecast is scored by the observations after
 * it and no others, even within one batch.
 */
final class AnswerPublisher {
  private final ForecastPublisher publisher;
  private final Optional<LiveScorer> scorer;
  private final LoopWatch watch;

  AnswerPublisher(ForecastPublisher publisher, Optional<LiveScorer> scorer, LoopWatch watch) {
    this.publisher = publisher;
    this.scorer = scorer;
    this.watch = watch;
  }

  void publish(Arrivals arrivals, Answers answers) {
    publisher.startBatch();
    for (int arrival = 0; arrival < arrivals.size(); arrival++) {
      SeriesState series = arrivals.series(arrival);
      if (series == null) {
        continue;
      }
      if (answers.isAnswered(arrival) && !arrivals.isReplayed(arrival)) {
        publisher.publish(arrivals, arrival, series, answers);
      }
      PendingForecasts pending = series.pending();
      if (pending != null && scorer.isPresent()) {
        score(scorer.get(), pending, arrivals, arrival, answers);
      }
      watch.observed(arrivals, arrival, series, answers);
    }
  }

  private static void score(
      LiveScorer live, PendingForecasts pending, Arrivals arrivals, int arrival, Answers answers) {
    observe(live, pending, arrivals, arrival);
    if (answers.isAnswered(arrival) && answers.status(arrival) == ForecastStatus.OK) {
      if (live.isTaking(pending)) {
        live.issue(pending, arrivals.cutoff(arrival), answers.values(), answers.from(arrival));
      } else if (!arrivals.isReplayed(arrival) && arrivals.outcome(arrival) != Outcome.REVISED) {
        live.pass();
      }
    }
  }

  private static void observe(
      LiveScorer live, PendingForecasts pending, Arrivals arrivals, int arrival) {
    float target = arrivals.target(arrival);
    long time = arrivals.time(arrival);
    if (arrivals.outcome(arrival) == Outcome.REVISED) {
      // What is revised is no actual value of a further step, and nothing is issued twice after
      // one.
      if (time == arrivals.cutoff(arrival)) {
        live.correct(pending, target, time);
      }
    } else if (arrivals.isReplayed(arrival)) {
      live.replay(pending, target, time);
    } else {
      live.observe(pending, target, time, arrivals.seasons(), arrivals.seasonsFrom(arrival));
    }
  }
}
