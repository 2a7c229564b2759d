namespace Patterns.Lake.Inference;

/// <summary>
/// The types that a text, or every text of a column, can be read as without changing its value. A string is always possible and has no bit.
/// A date or timestamp has a bit for each order of its parts.
/// </summary>
[Flags]
internal enum TypeSet
{
    None = 0,
    Boolean = 1 << 0,
    Int64 = 1 << 1,
    Float64 = 1 << 2,
    Decimal = 1 << 3,
    DateYmd = 1 << 4,
    DateDmy = 1 << 5,
    DateMdy = 1 << 6,
    LocalYmd = 1 << 7,
    LocalDmy = 1 << 8,
    LocalMdy = 1 << 9,
    InstantYmd = 1 << 10,
    InstantDmy = 1 << 11,
    InstantMdy = 1 << 12,

    Numeric = Int64 | Float64 | Decimal,
    Dates = DateYmd | DateDmy | DateMdy,
    Locals = LocalYmd | LocalDmy | LocalMdy,
    Instants = InstantYmd | InstantDmy | InstantMdy,
    Temporal = Dates | Locals | Instants,
    Any = Boolean | Numeric | Temporal,
}
