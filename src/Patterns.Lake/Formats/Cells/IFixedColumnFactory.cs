using Patterns.Columnar;

namespace Patterns.Lake.Formats;

/// <summary>Makes something of the builder and the parser of a fixed-width column, compiled for both.</summary>
internal interface IFixedColumnFactory<TResult>
{
    TResult Create<T, TParser>(FixedColumnBuilder<T> builder, TParser parser)
        where T : unmanaged
        where TParser : struct, ICellParser<T>;
}
