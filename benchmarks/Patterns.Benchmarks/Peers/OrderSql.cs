namespace Patterns.Benchmarks.Peers;

/// <summary>The orders' columns in SQL.</summary>
internal static class OrderSql
{
    /// <summary>Columns and types for DuckDB's CREATE TABLE.</summary>
    public const string DuckDbColumns = """
        order_id BIGINT NOT NULL, customer_id BIGINT NOT NULL, ordered_at TIMESTAMPTZ NOT NULL, paid_at TIMESTAMPTZ, status VARCHAR NOT NULL,
        channel VARCHAR NOT NULL, country VARCHAR NOT NULL, city VARCHAR NOT NULL, sku VARCHAR NOT NULL, product VARCHAR NOT NULL,
        quantity INTEGER NOT NULL, unit_price DECIMAL(18, 2) NOT NULL, amount DECIMAL(18, 2) NOT NULL, note VARCHAR
        """;

    /// <summary>Columns and types for DuckDB's read_csv; the times there have no zone.</summary>
    public const string DuckDbCsvColumns = """
        {'order_id': 'BIGINT', 'customer_id': 'BIGINT', 'ordered_at': 'TIMESTAMP', 'paid_at': 'TIMESTAMP', 'status': 'VARCHAR',
        'channel': 'VARCHAR', 'country': 'VARCHAR', 'city': 'VARCHAR', 'sku': 'VARCHAR', 'product': 'VARCHAR', 'quantity': 'INTEGER',
        'unit_price': 'DECIMAL(18, 2)', 'amount': 'DECIMAL(18, 2)', 'note': 'VARCHAR'}
        """;

    /// <summary>Columns and types for SQLite, which has neither times nor decimals: microseconds and hundredths instead.</summary>
    public const string SqliteColumns = """
        order_id INTEGER NOT NULL, customer_id INTEGER NOT NULL, ordered_at INTEGER NOT NULL, paid_at INTEGER, status TEXT NOT NULL,
        channel TEXT NOT NULL, country TEXT NOT NULL, city TEXT NOT NULL, sku TEXT NOT NULL, product TEXT NOT NULL, quantity INTEGER NOT NULL,
        unit_price INTEGER NOT NULL, amount INTEGER NOT NULL, note TEXT
        """;
}
