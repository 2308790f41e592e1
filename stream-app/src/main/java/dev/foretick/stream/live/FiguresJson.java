package dev.foretick.stream.live;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.foretick.stream.publish.ServedModel;
import dev.foretick.stream.score.LiveAccuracy;
import dev.foretick.stream.score.StepAccuracy;
import java.io.IOException;

/** What the page is told about the server, once a second. */
final class FiguresJson {
  private final PageSource source;
  private final RecentFigures recent;

  FiguresJson(PageSource source, RecentFigures recent) {
    this.source = source;
    this.recent = recent;
  }

  byte[] now() {
    return Json.object(this::write);
  }

  private void write(JsonGenerator out) throws IOException {
    RecentFigures.Figures figures = recent.now();
    out.writeBooleanField("ready", source.health().isReady());
    out.writeStringField("detail", source.health().detail());
    Json.number(out, "consumed", figures.consumedPerSecond());
    Json.number(out, "published", figures.publishedPerSecond());
    Json.number(out, "p50", figures.p50());
    Json.number(out, "p99", figures.p99());
    Json.number(out, "lag", figures.lag());
    Json.number(out, "series", figures.series());
    Json.number(out, "dead", figures.dead());
    Json.number(out, "late", figures.late());
    accuracy(out, source.accuracy().get());
    model(out, source.model().get());
    facts(out, source.facts());
  }

  private static void accuracy(JsonGenerator out, LiveAccuracy accuracy) throws IOException {
    step(out, "first", accuracy.firstStep());
    step(out, "all", accuracy.allSteps());
  }

  private static void step(JsonGenerator out, String name, StepAccuracy accuracy)
      throws IOException {
    out.writeObjectFieldStart(name);
    out.writeNumberField("count", accuracy.count());
    Json.number(out, "mae", accuracy.mae());
    Json.number(out, "naive", accuracy.naiveMae());
    Json.number(out, "seasonal", accuracy.seasonalMae());
    Json.number(out, "skill", accuracy.skill());
    out.writeBooleanField("against_seasonal", accuracy.isSeasonalBest());
    Json.number(out, "coverage", accuracy.coverage());
    out.writeEndObject();
  }

  private void model(JsonGenerator out, ServedModel model) throws IOException {
    out.writeObjectFieldStart("model");
    out.writeStringField("name", model.name());
    out.writeStringField("version", model.version());
    out.writeNumberField("level", model.levels().intervalPercent());
    out.writeNumberField("horizon", model.horizon());
    steps(out, "steps", source.watching().shape().steps());
    steps(out, "leads", source.watching().shape().leads());
    out.writeNumberField("past", source.watching().shape().past());
    out.writeEndObject();
  }

  private static void steps(JsonGenerator out, String name, Iterable<Integer> steps)
      throws IOException {
    out.writeArrayFieldStart(name);
    for (int step : steps) {
      out.writeNumber(step);
    }
    out.writeEndArray();
  }

  private static void facts(JsonGenerator out, PageFacts facts) throws IOException {
    out.writeObjectFieldStart("input");
    out.writeStringField("topic", facts.topic());
    out.writeStringField("target", facts.target());
    out.writeArrayFieldStart("covariates");
    for (String covariate : facts.covariates()) {
      out.writeString(covariate);
    }
    out.writeEndArray();
    out.writeBooleanField("bars", facts.bars());
    out.writeNumberField("frequency", facts.frequency().toMillis());
    out.writeNumberField("window", facts.inputSize());
    out.writeBooleanField("scoring", facts.scoring());
    out.writeEndObject();
  }
}
