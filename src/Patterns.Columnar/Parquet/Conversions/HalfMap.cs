namespace Patterns.Columnar.Parquet.Conversions;

/// <summary>IEEE 754 binary16, all of whose values binary32 holds.</summary>
internal readonly struct HalfMap : IValueMap<Half, float>
{
    static float IValueMap<Half, float>.Map(Half stored) => (float)stored;
}
