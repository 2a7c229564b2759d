namespace Patterns.Updates;

/// <summary>What an append that has completed survives.</summary>
public enum UpdateDurability
{
    /// <summary>A loss of power: it has been flushed to the disk. Appends at the same time share one flush.</summary>
    Durable,

    /// <summary>The end of the process, not that of the operating system: it has been handed over, and is flushed later.</summary>
    Flushed,
}
