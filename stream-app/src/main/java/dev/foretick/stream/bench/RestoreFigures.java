package dev.foretick.stream.bench;

/**
 * How far a server is with reading its windows back.
 *
 * @param restoring partitions that are not live yet
 * @param restored partitions that have become live
 * @param longestSeconds that one of them took
 * @param series whose windows are in memory
 * @param snapshotsRead messages of the topic of windows
 * @param recordsReplayed records of the input topic that were read again without an answer
 * @param loopCpuSeconds processor time of the loops
 * @param processCpuSeconds processor time of the whole process
 */
record RestoreFigures(
    int restoring,
    long restored,
    double longestSeconds,
    long series,
    long snapshotsRead,
    long recordsReplayed,
    double loopCpuSeconds,
    double processCpuSeconds) {
  /** Whether all of so many partitions are live. */
  boolean isReady(int partitions) {
    return restoring == 0 && restored >= partitions;
  }
}
