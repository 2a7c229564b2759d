namespace Patterns.Tables;

/// <summary>What happens to rows of an append that break a rule of the table.</summary>
public enum RejectedRowHandling
{
    /// <summary>The whole append is refused with a <see cref="RowsRejectedException"/>.</summary>
    Refuse,

    /// <summary>
    /// They are written to a quarantine file with the reasons, and the others are appended. A row whose key is there already still refuses the
    /// append.
    /// </summary>
    SetAside,
}
