using Patterns.Core;
using Patterns.Tables.Evolution;

namespace Patterns.Tables;

/// <summary>
/// Says how the columns and rules of a table change. Used inside <see cref="Table.EvolveAsync"/>; not thread safe. Changes are made in the order
/// in which they are said and committed together. No data file is written again.
/// </summary>
/// <remarks>
/// A path names a column or a field inside of one: names from the outside in, separated by points, with <c>element</c> in lists and <c>key</c> and
/// <c>value</c> in maps, and names with other characters in backquotes, such as <c>items.element.`unit price`</c>. Source: Delta transaction log
/// protocol, "Column Mapping", "Type Widening", "CHECK Constraints".
/// </remarks>
public sealed class TableEvolution
{
    private readonly List<EvolutionStep> _steps = [];

    internal TableEvolution()
    {
    }

    internal IReadOnlyList<EvolutionStep> Steps => _steps;

    /// <summary>Adds a nullable column, or a field of a struct, behind the others. It is null in the rows that are there.</summary>
    /// <param name="path">Path of the new column, whose last name is not taken.</param>
    /// <param name="type">Type of its values.</param>
    /// <param name="comment">What it means, in words; null for nothing.</param>
    public TableEvolution AddColumn(string path, DataType type, string? comment = null)
    {
        ArgumentNullException.ThrowIfNull(type);
        var names = SchemaPath.Parse(path);
        return Then("ADD COLUMNS", $"add {path} {type}", table => table.AddColumn(names, type, comment));
    }

    /// <summary>Gives a column another name, for all rows. Needs mapped columns, see <see cref="MapColumns"/>.</summary>
    /// <param name="path">Path of the column.</param>
    /// <param name="name">The new name, without the path around it.</param>
    public TableEvolution RenameColumn(string path, string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        var names = SchemaPath.Parse(path);
        return Then("RENAME COLUMN", $"rename {path} to {name}", table => table.RenameColumn(names, name));
    }

    /// <summary>
    /// Takes a column away; a new one of that name has nothing of its values. Needs mapped columns, see <see cref="MapColumns"/>. Versions
    /// before this one still have it, and its bytes stay in the files until they are written again.
    /// </summary>
    /// <param name="path">Path of the column; no partition column, and not used by a rule.</param>
    public TableEvolution DropColumn(string path)
    {
        var names = SchemaPath.Parse(path);
        return Then("DROP COLUMNS", $"drop {path}", table => table.DropColumn(names));
    }

    /// <summary>
    /// Gives a column, element, key or value a wider type, see <see cref="DataType.CanWidenTo"/>. Asks readers for the Delta feature
    /// <c>typeWidening</c>.
    /// </summary>
    /// <param name="path">Path of the column.</param>
    /// <param name="type">The wider type.</param>
    public TableEvolution Widen(string path, DataType type)
    {
        ArgumentNullException.ThrowIfNull(type);
        var names = SchemaPath.Parse(path);
        return Then("CHANGE COLUMN", $"widen {path} to {type}", table => table.Widen(names, type));
    }

    /// <summary>Lets a column, element or value be null from now on.</summary>
    /// <param name="path">Path of the column.</param>
    public TableEvolution AllowNulls(string path)
    {
        var names = SchemaPath.Parse(path);
        return Then("CHANGE COLUMN", $"allow null in {path}", table => table.AllowNulls(names));
    }

    /// <summary>Adds a CHECK constraint. The rows that are there are read, with bounded memory, and must fulfil it too.</summary>
    /// <param name="name">Unique name, case does not matter.</param>
    /// <param name="sql">Spark SQL over the columns, which must be true: false and null break it.</param>
    public TableEvolution AddCheck(string name, string sql)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentException.ThrowIfNullOrWhiteSpace(sql);
        return Then("ADD CONSTRAINT", $"add CHECK {name} ({sql})", table => table.AddCheck(name, sql));
    }

    /// <summary>Takes a CHECK constraint away.</summary>
    /// <param name="name">Its name, case does not matter.</param>
    public TableEvolution DropCheck(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return Then("DROP CONSTRAINT", $"drop CHECK {name}", table => table.DropCheck(name));
    }

    /// <summary>Gives rows that are appended without a column a value from now on. Asks writers for the Delta feature <c>allowColumnDefaults</c>.</summary>
    /// <param name="column">Name of the column, which is not inside of another.</param>
    /// <param name="sql">Spark SQL without columns, for example <c>'open'</c>; null takes the default away.</param>
    public TableEvolution SetDefault(string column, string? sql)
    {
        ArgumentException.ThrowIfNullOrEmpty(column);
        var text = sql is null ? $"drop the default of {column}" : $"give {column} the default {sql}";
        return Then("CHANGE COLUMN", text, table => table.SetDefault(column, sql));
    }

    /// <summary>
    /// Lets columns be renamed and dropped: files know them by names and ids that stay (<c>delta.columnMapping.mode = name</c>). Asks readers for
    /// Delta reader version 2 and writers for version 5, for good. Does nothing when columns are mapped already.
    /// </summary>
    public TableEvolution MapColumns() => Then("SET TBLPROPERTIES", "map columns by name", static table => table.MapColumns());

    /// <summary>
    /// Makes every change that leads to the columns of a schema: adds, widens, allows null. What it does not do by itself is refused with the reason
    /// and what to do instead: a column that is gone, a narrower or other type, a value that is required.
    /// </summary>
    /// <param name="schema">The columns wanted. Order does not matter.</param>
    public TableEvolution MatchSchema(Schema schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        _steps.Add(new EvolutionStep("CHANGE COLUMN", "match a schema", (table, tablePath) => SchemaTarget.Reach(table, schema, tablePath)));
        return this;
    }

    private TableEvolution Then(string operation, string text, Action<EvolvingTable> apply)
    {
        _steps.Add(new EvolutionStep(operation, text, (table, _) => apply(table)));
        return this;
    }
}
