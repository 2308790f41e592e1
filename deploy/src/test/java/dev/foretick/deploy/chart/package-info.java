/** The Helm chart, as Helm itself lints and renders it. */
@NullMarked
package dev.foretick.deploy.chart;

import org.jspecify.annotations.NullMarked;
