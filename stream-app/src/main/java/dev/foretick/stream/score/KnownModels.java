package dev.foretick.stream.score;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Gives each model one object, whoever wrote it down: series by the thousand name the same few. */
final class KnownModels {
  /** Beyond so many the oldest is forgotten, which only costs an object. */
  private static final int MOST = 16;

  private final List<ScoredModel> models = new ArrayList<>();

  ScoredModel of(ScoredModel model) {
    int index = models.indexOf(model);
    if (index >= 0) {
      return models.get(index);
    }
    if (models.size() == MOST) {
      models.remove(0);
    }
    models.add(model);
    return model;
  }

  /** The model that {@link ScoredModel#write} wrote. */
  ScoredModel read(ByteBuffer source) {
    int from = source.position();
    for (ScoredModel model : models) {
      if (model.isWrittenAt(source)) {
        return model;
      }
      source.position(from);
    }
    return of(ScoredModel.read(source));
  }
}
