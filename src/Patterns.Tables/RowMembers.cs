using System.Diagnostics.CodeAnalysis;

namespace Patterns.Tables;

/// <summary>The members of row types that must survive trimming.</summary>
internal static class RowMembers
{
    public const DynamicallyAccessedMemberTypes Needed =
        DynamicallyAccessedMemberTypes.PublicProperties | DynamicallyAccessedMemberTypes.PublicConstructors;
}
