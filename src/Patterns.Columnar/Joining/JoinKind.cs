namespace Patterns.Columnar;

/// <summary>What becomes of rows of the probe side without a counterpart.</summary>
public enum JoinKind
{
    /// <summary>They go.</summary>
    Inner,

    /// <summary>They stay, with nulls in the columns of the build side.</summary>
    LeftOuter,
}
