package dev.foretick.stream.bench;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a server has done since its start, or between two moments.
 *
 * @param records read from the input topic
 * @param windows forecast
 * @param batches runtime calls
 * @param snapshots of windows that were written
 * @param stageSeconds time in each stage of the loop, over all loops
 * @param loops threads that the loops run on
 * @param loopCpuSeconds processor time of these threads
 * @param loopAllocatedBytes that these threads allocated on the heap
 * @param processCpuSeconds processor time of the whole process
 * @param collections of garbage
 * @param collectionSeconds that they took
 */
record ServerFigures(
    long records,
    long windows,
    long batches,
    long snapshots,
    Map<String, Double> stageSeconds,
    int loops,
    double loopCpuSeconds,
    long loopAllocatedBytes,
    double processCpuSeconds,
    long collections,
    double collectionSeconds) {

  ServerFigures {
    stageSeconds = new LinkedHashMap<>(stageSeconds);
  }

  /** What was done after an earlier moment. */
  ServerFigures since(ServerFigures earlier) {
    return new ServerFigures(
        records - earlier.records,
        windows - earlier.windows,
        batches - earlier.batches,
        snapshots - earlier.snapshots,
        Sums.difference(stageSeconds, earlier.stageSeconds),
        loops,
        loopCpuSeconds - earlier.loopCpuSeconds,
        loopAllocatedBytes - earlier.loopAllocatedBytes,
        processCpuSeconds - earlier.processCpuSeconds,
        collections - earlier.collections,
        collectionSeconds - earlier.collectionSeconds);
  }

  /** This and more. */
  ServerFigures plus(ServerFigures more) {
    return new ServerFigures(
        records + more.records,
        windows + more.windows,
        batches + more.batches,
        snapshots + more.snapshots,
        Sums.sum(stageSeconds, more.stageSeconds),
        Math.max(loops, more.loops),
        loopCpuSeconds + more.loopCpuSeconds,
        loopAllocatedBytes + more.loopAllocatedBytes,
        processCpuSeconds + more.processCpuSeconds,
        collections + more.collections,
        collectionSeconds + more.collectionSeconds);
  }
}
