namespace Patterns.Columnar.Parquet.Conversions;

/// <summary>What one stored value is as a value of a column. Implemented by structs, so that the loop over it is compiled per map.</summary>
internal interface IValueMap<TStored, TValue>
{
    static abstract TValue Map(TStored stored);
}
