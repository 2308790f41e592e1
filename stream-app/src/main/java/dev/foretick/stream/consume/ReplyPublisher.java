package dev.foretick.stream.consume;

import dev.foretick.common.series.ForecastStatus;
import dev.foretick.stream.inference.Reply;
import dev.foretick.stream.publish.ForecastPublisher;
import dev.foretick.stream.score.LiveScorer;
import dev.foretick.stream.score.PendingForecasts;
import dev.foretick.stream.state.Arrival;
import java.util.List;
import java.util.Optional;

/**
 * Publishes the forecasts of a batch and scores what its observations prove right or wrong. In the
 * order of arrival, so that a forecast is scored by the observations after it and no others, even
 * within one batch.
 */
final class ReplyPublisher {
  private final ForecastPublisher publisher;
  private final Optional<LiveScorer> scorer;

  ReplyPublisher(ForecastPublisher publisher, Optional<LiveScorer> scorer) {
    this.publisher = publisher;
    this.scorer = scorer;
  }

  void publish(List<Reply> replies) {
    for (Reply reply : replies) {
      Reply.Answer answer = reply.answer();
      if (answer != null) {
        publisher.publish(reply.arrival(), answer);
      }
      scorer.ifPresent(live -> score(live, reply));
    }
    scorer.ifPresent(LiveScorer::publishAccuracy);
  }

  private static void score(LiveScorer live, Reply reply) {
    PendingForecasts pending = reply.series().pending();
    if (pending == null) {
      return;
    }
    Arrival arrival = reply.arrival();
    float actual = (float) arrival.observation().target();
    live.observe(reply.series().id(), pending, actual, arrival.epochNanos());
    Reply.Answer answer = reply.answer();
    if (answer != null && answer.status() == ForecastStatus.OK && live.isTaking(pending)) {
      live.issue(pending, arrival.epochNanos(), answer.values());
    }
  }
}
