package dev.foretick.stream.publish;

import java.util.Arrays;

/**
 * Who is to be told once the messages of a transaction are committed. The loop's thread owns it.
 */
final class SentReceipts {
  private Receipt[] receipts = new Receipt[64];
  private long[] timestamps = new long[64];
  private int size;

  void add(Receipt receipt, long recordTimestamp) {
    if (receipt == Receipt.NONE) {
      return;
    }
    if (size == receipts.length) {
      receipts = Arrays.copyOf(receipts, 2 * size);
      timestamps = Arrays.copyOf(timestamps, 2 * size);
    }
    receipts[size] = receipt;
    timestamps[size] = recordTimestamp;
    size++;
  }

  /** Tells all. */
  void acknowledge() {
    for (int i = 0; i < size; i++) {
      receipts[i].acknowledged(timestamps[i]);
    }
    clear();
  }

  /** Tells nobody. */
  void clear() {
    size = 0;
  }
}
