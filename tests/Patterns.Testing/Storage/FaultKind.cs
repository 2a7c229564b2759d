namespace Patterns.Testing;

/// <summary>What goes wrong with a call.</summary>
public enum FaultKind
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>It fails and has no effect.</summary>
    FailBefore,

    /// <summary>It has its effect and fails all the same; a listing fails after its first object.</summary>
    FailAfter,

    /// <summary>It fails, and has its effect some time later. For anything but a change the same as <see cref="FailBefore"/>.</summary>
    LandLate,

    /// <summary>It has its effect twice, as when a proxy repeats a request: the second put of an absent object finds the first one's.</summary>
    Repeat,
}
