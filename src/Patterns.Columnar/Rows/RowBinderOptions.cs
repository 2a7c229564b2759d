using Patterns.Core;

namespace Patterns.Columnar;

/// <summary>How <see cref="RowBinder{T}"/> maps properties to columns.</summary>
public sealed class RowBinderOptions
{
    /// <summary>How columns without an explicit name are named. Default <see cref="ColumnNaming.SnakeCase"/>.</summary>
    public ColumnNaming Naming { get; set; }

    /// <summary>What columns hold for enum properties without an own choice. Default <see cref="EnumStorage.Name"/>.</summary>
    public EnumStorage Enums { get; set; }

    /// <summary>
    /// The type of columns for decimal properties without <see cref="DecimalAttribute"/>; null, the default, makes such a property an error.
    /// </summary>
    public DecimalType? Decimals { get; set; }

    /// <summary>
    /// The columns to write, for example those of an existing table; null, the default, derives them from the properties. Columns are matched
    /// by name in any order; a nullable column without a property is written as null; numbers are converted where each value fits exactly.
    /// </summary>
    public Schema? Schema { get; set; }
}
