/**
 * The built distribution and what runs it. This module ships no classes: its tests use the
 * distribution as users do.
 */
@NullMarked
package dev.foretick.deploy;

import org.jspecify.annotations.NullMarked;
