package dev.foretick.model.auto;

/** What a rule says, and why. */
record Decision<T>(T value, String reason) {}
