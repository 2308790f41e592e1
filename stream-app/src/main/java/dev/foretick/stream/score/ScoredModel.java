package dev.foretick.stream.score;

/** Which model a forecast is of, as scores say. */
record ScoredModel(String name, String version) {}
