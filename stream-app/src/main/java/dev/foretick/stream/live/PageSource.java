package dev.foretick.stream.live;

import dev.foretick.stream.http.Health;
import dev.foretick.stream.publish.ServedModel;
import dev.foretick.stream.score.LiveAccuracy;
import dev.foretick.stream.watch.Watching;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.Supplier;

/**
 * Where the page gets what it shows.
 *
 * @param model that serves now
 */
public record PageSource(
    PageFacts facts,
    Watching watching,
    MeterRegistry registry,
    Health health,
    Supplier<LiveAccuracy> accuracy,
    Supplier<ServedModel> model) {}
