/** Keeps costs and state in a relational database: DuckDB in a file of one's own, PostgreSQL, MariaDB or MySQL, H2. */
@NullMarked
package io.smartcost.storage.jdbc;

import org.jspecify.annotations.NullMarked;
