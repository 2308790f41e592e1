/**
 * The Grafana dashboards of {@code deploy/grafana/dashboards}, built from records, so that a panel
 * states only what is its own, and no panel asks for a meter that does not exist.
 */
@NullMarked
package dev.foretick.deploy.dashboard;

import org.jspecify.annotations.NullMarked;
