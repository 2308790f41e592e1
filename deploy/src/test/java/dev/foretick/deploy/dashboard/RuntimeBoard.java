package dev.foretick.deploy.dashboard;

import static dev.foretick.deploy.dashboard.Promql.max;
import static dev.foretick.deploy.dashboard.Promql.mean;
import static dev.foretick.deploy.dashboard.Promql.metric;
import static dev.foretick.deploy.dashboard.Promql.min;
import static dev.foretick.deploy.dashboard.Promql.ofClient;
import static dev.foretick.deploy.dashboard.Promql.part;
import static dev.foretick.deploy.dashboard.Promql.quantile;
import static dev.foretick.deploy.dashboard.Promql.rate;
import static dev.foretick.deploy.dashboard.Promql.sum;

import dev.foretick.stream.metrics.Meters;
import java.util.List;

/** Where does the time go, and what runs short? */
final class RuntimeBoard {
  static final Dashboard BOARD =
      new Dashboard(
          "foretick-runtime",
          "runtime.json",
          "Foretick / Runtime",
          "What goes on within the servers: stages of the loop, batches, windows and snapshots, the JVM and the Kafka clients.",
          List.of(Variable.LOOP),
          List.of(loop(), state(), jvm(), consumers(), producers()));

  private static final String HEAP = "area=\"heap\"";

  private RuntimeBoard() {}

  private static Row loop() {
    return Row.of(
        "Loop",
        Panel.lines(
                "Share of time by stage",
                "Seconds that loops spend in a stage, in a second. Loops that spend all of theirs cannot take more: give them more threads or instances.")
            .query(sum(rate(part(Meters.STAGE, "sum")), "stage"), "{{stage}}")
            .unit(Unit.SHARE)
            .from(0)
            .stacked(),
        Panel.lines("Time of a batch by stage", "Mean time that one batch spends in a stage.")
            .query(mean(Meters.STAGE, "stage"), "{{stage}}")
            .unit(Unit.SECONDS)
            .from(0)
            .stacked(),
        Panel.lines("Longest stage", "The longest that a batch has spent in a stage of late.")
            .query(max(part(Meters.STAGE, "max"), "stage"), "{{stage}}")
            .unit(Unit.SECONDS)
            .from(0)
            .size(8, 8),
        Panel.lines(
                "Windows of a batch",
                "How many windows one runtime call forecasts. Batches grow by themselves when more comes in.")
            .query(quantile(0.5, Meters.BATCH_SIZE), "p50")
            .query(quantile(0.99, Meters.BATCH_SIZE), "p99")
            .query(mean(Meters.BATCH_SIZE), "mean")
            .from(0)
            .size(8, 8),
        Panel.lines("Batches", "Batches that were committed, and batches that were given up.")
            .query(sum(rate(part(Meters.STAGE, "count", "stage=\"commit\""))), "committed")
            .query(sum(rate(metric(Meters.BATCHES_ABORTED))), "aborted")
            .unit(Unit.PER_SECOND)
            .from(0)
            .color("aborted", "red")
            .size(8, 8));
  }

  private static Row state() {
    return Row.of(
        "Windows",
        Panel.lines("Series in memory", "Series whose windows are in memory, by server.")
            .query(sum(metric(Meters.SERIES_ACTIVE), "instance"), "{{instance}}")
            .from(0)
            .stacked()
            .size(8, 8),
        Panel.lines(
                "Series forgotten",
                "Series that were forgotten because they were idle (state.idle-timeout) or too many (state.max-series).")
            .query(sum(rate(metric(Meters.SERIES_EVICTED)), "reason"), "{{reason}}")
            .unit(Unit.PER_SECOND)
            .from(0)
            .size(8, 8),
        Panel.lines(
                "Snapshots",
                "Windows written to the topic of windows, messages of it read at restores, and records of the input topic read again at restores.")
            .query(sum(rate(metric(Meters.STATE_SNAPSHOTS))), "written")
            .query(sum(rate(metric(Meters.STATE_SNAPSHOTS_READ))), "read")
            .query(sum(rate(metric(Meters.STATE_REPLAYED))), "records replayed")
            .unit(Unit.RECORDS_PER_SECOND)
            .from(0)
            .size(8, 8));
  }

  private static Row jvm() {
    return Row.of(
        "JVM",
        Panel.lines("Heap", "Memory of Java objects: used, and reserved from the operating system.")
            .query(sum(metric("jvm_memory_used_bytes", HEAP), "instance"), "used {{instance}}")
            .query(
                sum(metric("jvm_memory_committed_bytes", HEAP), "instance"),
                "committed {{instance}}")
            .unit(Unit.BYTES)
            .from(0)
            .dashed("committed.*")
            .size(8, 8),
        Panel.lines(
                "Memory beside the heap",
                "Classes, compiled code and direct buffers. The inference runtime's own memory is not seen here.")
            .query(
                sum(metric("jvm_memory_used_bytes", "area=\"nonheap\""), "instance"),
                "JVM {{instance}}")
            .query(sum(metric("jvm_buffer_memory_used_bytes"), "instance"), "buffers {{instance}}")
            .unit(Unit.BYTES)
            .from(0)
            .size(8, 8),
        Panel.lines(
                "Processors",
                "Share of the machine's processors that the server takes, and that all processes take.")
            .query(max(metric("process_cpu_usage"), "instance"), "server {{instance}}")
            .query(max(metric("system_cpu_usage"), "instance"), "machine {{instance}}")
            .unit(Unit.SHARE)
            .from(0)
            .to(1)
            .dashed("machine.*")
            .size(8, 8),
        Panel.lines(
                "Garbage collection",
                "Share of time in which the server stands still for garbage collection, and the longest stop of late.")
            .query(sum(rate(metric("jvm_gc_pause_seconds_sum")), "instance"), "share {{instance}}")
            .query(max(metric("jvm_gc_pause_seconds_max"), "instance"), "longest {{instance}} (s)")
            .unit(Unit.PLAIN)
            .from(0)
            .size(8, 8),
        Panel.lines("Allocation", "Memory that Java objects take anew in a second, by server.")
            .query(
                sum(rate(metric("jvm_gc_memory_allocated_bytes_total")), "instance"),
                "{{instance}}")
            .unit(Unit.BYTES_PER_SECOND)
            .from(0)
            .size(8, 8),
        Panel.lines("Threads", "Threads of the server by what they do, runnable to waiting.")
            .query(sum(metric("jvm_threads_states_threads"), "state"), "{{state}}")
            .from(0)
            .stacked()
            .size(8, 8));
  }

  private static Row consumers() {
    return Row.of(
        "Kafka consumers",
        Panel.lines(
                "Largest lag of a partition",
                "Records that a loop has not read yet, of the partition where there are most.")
            .query(
                max(client("consumer_fetch_manager_records_lag_max"), "client_id"), "{{client_id}}")
            .from(0)
            .size(8, 8),
        Panel.lines("Bytes read", "Of the input topic, by loop.")
            .query(
                sum(rate(client("consumer_fetch_manager_bytes_consumed_total")), "client_id"),
                "{{client_id}}")
            .unit(Unit.BYTES_PER_SECOND)
            .from(0)
            .size(8, 8),
        Panel.lines(
                "Time of a fetch",
                "How long the broker takes to answer; it waits for data where there is none.")
            .query(
                max(client("consumer_fetch_manager_fetch_latency_max"), "client_id"),
                "longest {{client_id}}")
            .unit(Unit.MILLISECONDS)
            .from(0)
            .size(8, 8),
        Panel.lines("Partitions of a loop", "Assigned partitions. Loops without any are idle.")
            .query(
                min(client("consumer_coordinator_assigned_partitions"), "client_id"),
                "{{client_id}}")
            .from(0)
            .size(8, 8),
        Panel.lines(
                "Rebalances",
                "Rebalances that a loop has been through since its start. Each moves windows.")
            .query(
                sum(client("consumer_coordinator_rebalance_total"), "client_id"), "{{client_id}}")
            .from(0)
            .size(8, 8),
        Panel.lines(
                "Time without a poll",
                "How long ago a loop has asked for records. Past max.poll.interval.ms it is put out of the group.")
            .query(max(client("consumer_last_poll_seconds_ago"), "client_id"), "{{client_id}}")
            .unit(Unit.SECONDS)
            .from(0)
            .size(8, 8));
  }

  private static Row producers() {
    return Row.of(
        "Kafka producers",
        Panel.lines("Records sent", "Forecasts, scores, windows and dead letters, by loop.")
            .query(sum(rate(client("producer_record_send_total")), "client_id"), "{{client_id}}")
            .unit(Unit.RECORDS_PER_SECOND)
            .from(0)
            .size(8, 8),
        Panel.lines("Errors and retries", "Records that were not taken, and that were sent again.")
            .query(
                sum(rate(client("producer_record_error_total")), "client_id"),
                "errors {{client_id}}")
            .query(
                sum(rate(client("producer_record_retry_total")), "client_id"),
                "retries {{client_id}}")
            .unit(Unit.RECORDS_PER_SECOND)
            .from(0)
            .size(8, 8),
        Panel.lines(
                "Time of a request", "How long the broker takes to acknowledge, mean and longest.")
            .query(max(client("producer_request_latency_avg"), "client_id"), "mean {{client_id}}")
            .query(
                max(client("producer_request_latency_max"), "client_id"), "longest {{client_id}}")
            .unit(Unit.MILLISECONDS)
            .from(0)
            .dashed("longest.*")
            .size(8, 8),
        Panel.lines(
                "Transactions",
                "Time that a loop spends in the steps of its transactions, in a second (delivery: exactly-once).")
            .query(nanoseconds("producer_txn_begin_time_ns_total"), "begin")
            .query(nanoseconds("producer_txn_send_offsets_time_ns_total"), "offsets")
            .query(nanoseconds("producer_txn_commit_time_ns_total"), "commit")
            .query(nanoseconds("producer_txn_abort_time_ns_total"), "abort")
            .unit(Unit.SHARE)
            .from(0)
            .stacked()
            .size(12, 8),
        Panel.lines(
                "Batches of the producer", "Mean size of the batches that are sent to the broker.")
            .query(max(client("producer_batch_size_avg"), "client_id"), "{{client_id}}")
            .unit(Unit.BYTES)
            .from(0)
            .size(12, 8));
  }

  private static String client(String name) {
    return ofClient("kafka_" + name);
  }

  private static String nanoseconds(String counter) {
    return sum(rate(client(counter))) + " / 1e9";
  }
}
