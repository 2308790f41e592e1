package dev.foretick.model.bundle;

import dev.foretick.model.network.NetworkWeights;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Where a model comes from.
 *
 * @param modelVersion {@code 2026-01-01T00-00-00Z-9c1d}: when it was made and the start of its
 *     weights' SHA-256
 * @param createdAt when it was made
 * @param foretickVersion of the software that made it
 * @param data what it was trained on, as the user named it
 * @param dataSha256 SHA-256 of that data in hex; empty if it was no file
 * @param trainedThrough time of the newest observation that training or validation saw
 */
public record Provenance(
    String modelVersion,
    Instant createdAt,
    String foretickVersion,
    String data,
    String dataSha256,
    Instant trainedThrough) {

  private static final int CHECKSUM_DIGITS = 4;

  /** The provenance of new weights, with the version that follows from them. */
  public static Provenance of(
      NetworkWeights weights,
      Instant createdAt,
      String foretickVersion,
      String data,
      String dataSha256,
      Instant trainedThrough) {
    String time = createdAt.truncatedTo(ChronoUnit.SECONDS).toString().replace(':', '-');
    String checksum = Sha256.hex(WeightsCodec.encode(weights)).substring(0, CHECKSUM_DIGITS);
    return new Provenance(
        time + "-" + checksum, createdAt, foretickVersion, data, dataSha256, trainedThrough);
  }
}
