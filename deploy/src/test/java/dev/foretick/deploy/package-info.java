/** Tests of the built distribution, as its users run it. */
@NullMarked
package dev.foretick.deploy;

import org.jspecify.annotations.NullMarked;
