package dev.foretick.model.bundle;

import java.time.Instant;

/**
 * Where a model comes from.
 *
 * @param modelVersion {@code 2026-01-01T00-00-00Z-9c1d}: when it was made and the start of its
 *     weights' SHA-256
 * @param createdAt when it was made
 * @param foretickVersion of the software that made it
 * @param data what it was trained on, as the user named it
 * @param dataSha256 SHA-256 of that data in hex; empty if it was no file
 */
public record Provenance(
    String modelVersion,
    Instant createdAt,
    String foretickVersion,
    String data,
    String dataSha256) {}
