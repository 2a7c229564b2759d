using System.Runtime.InteropServices;

namespace Patterns.Columnar.Parquet.Conversions;

/// <summary>The timestamp of Impala and of old versions of Spark, as it is stored.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal readonly struct Int96
{
    public readonly long NanosecondsOfDay;

    public readonly int JulianDay;
}
