namespace Patterns.ServiceLevels;

/// <summary>How a label is compared. A label that is not there is compared as empty text, as in PromQL.</summary>
public enum LabelMatchKind
{
    /// <summary>The label is the text.</summary>
    Equal,

    /// <summary>The label is not the text.</summary>
    NotEqual,

    /// <summary>The label starts with the text.</summary>
    StartsWith,

    /// <summary>The label does not start with the text: <c>5</c> leaves out the statuses 500 to 599.</summary>
    NotStartsWith,
}
