/** FOCUS files: read, written, checked, and read as a source of costs. */
@NullMarked
package io.smartcost.provider.focus;

import org.jspecify.annotations.NullMarked;
