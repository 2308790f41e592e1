/** The ONNX Runtime: networks exported as graphs that take raw windows and give raw forecasts. */
@NullMarked
package dev.foretick.model.onnx;

import org.jspecify.annotations.NullMarked;
