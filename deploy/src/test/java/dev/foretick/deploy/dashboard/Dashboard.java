package dev.foretick.deploy.dashboard;

import java.util.ArrayList;
import java.util.List;

/**
 * One page of Grafana.
 *
 * @param uid by which its address stays the same
 * @param file its name under {@code deploy/grafana/dashboards}
 * @param variables beside data source, job and instance
 */
record Dashboard(
    String uid,
    String file,
    String title,
    String description,
    List<Variable> variables,
    List<Row> rows) {
  Dashboard {
    List<Variable> all = new ArrayList<>(List.of(Variable.JOB, Variable.INSTANCE));
    all.addAll(variables);
    variables = List.copyOf(all);
    rows = List.copyOf(rows);
  }
}
