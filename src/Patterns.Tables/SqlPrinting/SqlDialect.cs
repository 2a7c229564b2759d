namespace Patterns.Tables;

/// <summary>The SQL of an engine. What is written means the same there as here, or is refused with a <see cref="SqlTextException"/>.</summary>
public enum SqlDialect
{
    /// <summary>Spark SQL 3.4 and later, Databricks, Fabric. The session's time zone is taken to be UTC and ANSI mode to be on.</summary>
    Spark,

    /// <summary>Trino. Timestamps are <c>timestamp(6) with time zone</c>.</summary>
    Trino,

    /// <summary>PostgreSQL 12 and later. Timestamps are <c>timestamptz</c>; texts are compared byte by byte, whatever the database's collation.</summary>
    PostgreSql,

    /// <summary>DuckDB. The session's time zone is taken to be UTC. Quotients and means of decimals are computed in double precision.</summary>
    DuckDb,

    /// <summary>
    /// SQLite 3.35 and later. Dates are texts such as <c>2026-01-31</c>, timestamps texts of six decimals in UTC such as
    /// <c>2026-01-31 10:30:00.000000</c>, booleans 0 and 1, decimals REAL: numbers with a point are computed in double precision.
    /// </summary>
    Sqlite,
}
