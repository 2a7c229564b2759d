using System.Globalization;
using Patterns.Core;
using Patterns.Tables.Delta;
using Patterns.Tables.Delta.Columns;
using Patterns.Tables.Keys;
using Patterns.Tables.Writing;

namespace Patterns.Tables.Evolution;

/// <summary>The metadata and protocol of a table while its columns and rules are changed one after the other. Not thread safe.</summary>
/// <param name="before">The state of the table.</param>
/// <param name="tablePath">Folder of the table, for errors.</param>
/// <param name="chance">Gives physical names.</param>
internal sealed class EvolvingTable(Snapshot before, string tablePath, Chance chance)
{
    private const string NameMode = "name";
    private const string TypeWideningKey = "delta.enableTypeWidening";

    private readonly HashSet<string> _features = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string?> _configuration = new(before.Metadata.Configuration, StringComparer.Ordinal);
    private readonly List<KeyValuePair<string, string>> _addedChecks = [];
    private List<string> _partitionColumns = [.. before.Metadata.PartitionColumns];

    /// <summary>The columns so far.</summary>
    public Schema Schema { get; private set; } = before.Schema;

    public bool IsMapped { get; private set; } = before.Columns.Mapping.IsMapped;

    /// <summary>CHECK constraints that rows which are there have not been checked against.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> AddedChecks => _addedChecks;

    /// <summary>The columns of the table's key; none when it has no key.</summary>
    public IReadOnlyList<string> KeyColumns { get; private set; } = TableKey.Of(before, tablePath)?.Columns ?? [];

    /// <summary>Whether types may be widened without being asked for by name.</summary>
    public bool AllowsWidening => _configuration.GetValueOrDefault(TypeWideningKey) == "true";

    public TableMetadata Metadata => before.Metadata with { SchemaString = Schema.ToJson(), PartitionColumns = _partitionColumns, Configuration = _configuration };

    public TableProtocol Protocol => ProtocolNeeds.With(before.Protocol, [.. _features, .. ProtocolNeeds.OfTypes(Schema)]);

    /// <summary>Adds a column, or a field of a struct, that is null in the rows that are there.</summary>
    public void AddColumn(string[] path, DataType type, string? comment)
    {
        var change = $"add {SchemaPath.Format(path)} {type}";
        var parent = path[..^1];
        if (parent.Length > 0 && Require(parent, change).Type is not StructType)
        {
            throw Refuse(change, $"{SchemaPath.Format(parent)} is {Require(parent, change).Type} and has no fields", "Name a struct, in a list the path of its element: items.element.price.");
        }

        RequireFreeName(parent, path[^1], change);
        var field = new Field(path[^1], type);
        field = comment is null ? field : field.WithMetadata(Field.CommentKey, comment);
        Schema = SchemaEditor.Add(Schema, parent, IsMapped ? SchemaEditor.Map(field, MapNew) : field);
    }

    /// <summary>Gives a column another name, under which all rows have it.</summary>
    public void RenameColumn(string[] path, string name)
    {
        var change = $"rename {SchemaPath.Format(path)} to {name}";
        RequireOwnName(path, change);
        RequireMapping(change);
        RequireUnused(path, change);
        if (!string.Equals(path[^1], name, StringComparison.OrdinalIgnoreCase))
        {
            RequireFreeName(path[..^1], name, change);
        }

        Schema = SchemaEditor.Edit(Schema, path, field => field.WithName(name));
        if (path.Length == 1)
        {
            _partitionColumns = _partitionColumns.ConvertAll(column => column == path[0] ? name : column);
            RenameKey(path[0], name);
        }
    }

    /// <summary>Takes a column away. Its values stay in the files, unseen.</summary>
    public void DropColumn(string[] path)
    {
        var change = $"drop {SchemaPath.Format(path)}";
        RequireOwnName(path, change);
        RequireMapping(change);
        RequireUnused(path, change);
        if (path.Length == 1 && _partitionColumns.Contains(path[0]))
        {
            throw Refuse(change, "the table is partitioned by it", "Create a table without it and append the rows there.");
        }

        if (IsKey(path))
        {
            throw Refuse(change, "it belongs to the key of the table", "Create a table with another key and append the rows there.");
        }

        if (SchemaEditor.Children(Schema, path.Length == 1 ? null : SchemaEditor.Find(Schema, path[..^1])).Count == 1)
        {
            throw Refuse(change, "it is the last one on its level", "Drop the column around it, or add another field first.");
        }

        Schema = SchemaEditor.Edit(Schema, path, static _ => null);
    }

    /// <summary>Gives a column, element, key or value a type that has all values of the one before.</summary>
    public void Widen(string[] path, DataType type)
    {
        var change = $"widen {SchemaPath.Format(path)} to {type}";
        var old = Require(path, change).Type;
        if (old.Equals(type))
        {
            return;
        }

        if (!old.CanWidenTo(type))
        {
            throw Refuse(
                change,
                $"{type} does not have every value of {old}",
                $"Add a column of type {type} beside it, append or update rows with converted values, and drop the old one; or create a new table.");
        }

        if (IsKey(path) && !TableKey.Allows(type))
        {
            throw Refuse(change, "it belongs to the key of the table, and equal numbers with a floating point may differ", "Choose a decimal or a larger integer.");
        }

        RequireUnused(path, change);
        var named = SchemaEditor.NamedDepth(Schema, path);
        var entry = TypeChange(old, type, path[named..]);
        Schema = SchemaEditor.Edit(Schema, path, field => field.WithType(type));
        Schema = SchemaEditor.Edit(Schema, path[..named], field => field.WithMetadata(FieldRules.TypeChangesKey, Append(field, entry)));
        _features.Add(TableFeature.TypeWidening);
        _configuration[TypeWideningKey] = "true";
    }

    /// <summary>Lets a column, element or value be null.</summary>
    public void AllowNulls(string[] path)
    {
        var change = $"allow null in {SchemaPath.Format(path)}";
        Require(path, change);
        if (IsKey(path))
        {
            throw Refuse(change, "it belongs to the key of the table", "Create a table with another key and append the rows there.");
        }

        if (path.Length > 1 && path[^1] == "key" && SchemaEditor.Find(Schema, path[..^1])!.Type is MapType)
        {
            throw Refuse(change, "keys of maps are never null", "Use a list of structs instead.");
        }

        Schema = SchemaEditor.Edit(Schema, path, static field => field.WithNullable(true));
    }

    /// <summary>Gives rows that come without a column a value, or takes that away.</summary>
    public void SetDefault(string column, string? sql)
    {
        var change = $"give {column} a default";
        var field = Require([column], change);
        if (sql is not null && MissingColumn.IsGenerated(field))
        {
            throw Refuse(change, "it is computed from other columns", "Leave it out of the rows; it gets its value by itself.");
        }

        if (sql is not null)
        {
            ColumnValue.RequireDefault(field, sql);
            _features.Add(TableFeature.ColumnDefaults);
        }

        Schema = SchemaEditor.Edit(Schema, [column], field => field.WithMetadata(FieldRules.DefaultKey, sql is null ? default(MetadataValue?) : sql));
    }

    /// <summary>Adds a rule that every row fulfils.</summary>
    public void AddCheck(string name, string sql)
    {
        var change = $"add CHECK {name}";
        if (Metadata.Constraints.FirstOrDefault(check => string.Equals(check.Key, name, StringComparison.OrdinalIgnoreCase)) is { Key: not null } known)
        {
            throw Refuse(change, $"there is a CHECK of that name: {known.Value}", "Drop it first, or choose another name.");
        }

        _ = CheckRule.Create(name, sql, Schema);
        _configuration[TableMetadata.ConstraintKey(name)] = sql;
        _addedChecks.Add(KeyValuePair.Create(name, sql));
        _features.Add(TableFeature.CheckConstraints);
    }

    /// <summary>Takes a rule away.</summary>
    public void DropCheck(string name)
    {
        var known = Metadata.Constraints.FirstOrDefault(check => string.Equals(check.Key, name, StringComparison.OrdinalIgnoreCase)).Key
            ?? throw Refuse($"drop CHECK {name}", "there is no such rule", $"The rules are: {string.Join(", ", Metadata.Constraints.Select(static check => check.Key))}.");
        _configuration.Remove(TableMetadata.ConstraintKey(known));
        _addedChecks.RemoveAll(check => check.Key == known);
    }

    /// <summary>Lets columns be renamed and dropped: files call them by names that stay, which so far are their names.</summary>
    public void MapColumns()
    {
        if (IsMapped)
        {
            return;
        }

        IsMapped = true;
        _features.Add(TableFeature.ColumnMapping);
        _configuration[ColumnMapping.ModeKey] = NameMode;
        Schema = SchemaEditor.Map(Schema, field => Identify(field, field.Name));
    }

    /// <summary>Whether a column belongs to the key of the table.</summary>
    public bool IsKey(string[] path) => path.Length == 1 && KeyColumns.Contains(path[0]);

    private void RenameKey(string column, string name)
    {
        if (KeyColumns.Contains(column))
        {
            KeyColumns = [.. KeyColumns.Select(key => key == column ? name : key)];
            _configuration[TableKey.ConfigurationKey] = TableKey.Format(KeyColumns);
        }
    }

    /// <exception cref="EvolutionRefusedException">There is no such column.</exception>
    private Field Require(string[] path, string change)
    {
        for (var depth = 1; depth <= path.Length; depth++)
        {
            if (SchemaEditor.Find(Schema, path[..depth]) is null)
            {
                var siblings = SchemaEditor.Children(Schema, depth == 1 ? null : SchemaEditor.Find(Schema, path[..(depth - 1)])).Select(static field => field.Name);
                throw Refuse(change, $"there is no {SchemaPath.Format(path[..depth])}", $"At that place there are: {string.Join(", ", siblings)}.");
            }
        }

        return SchemaEditor.Find(Schema, path)!;
    }

    private void RequireOwnName(string[] path, string change)
    {
        Require(path, change);
        if (SchemaEditor.NamedDepth(Schema, path) < path.Length)
        {
            throw Refuse(change, "parts of lists and maps have no names of their own", "Name the column around it, or a field of a struct inside of it.");
        }
    }

    private void RequireFreeName(string[] parent, string name, string change)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (!IsMapped && !ColumnName.IsPlain(name))
        {
            throw Refuse(change, "the name has a character that Delta tables do not allow in names of files' columns (space , ; { } ( ) = tab newline)", "Choose another name, or map columns in the same change.");
        }

        var siblings = SchemaEditor.Children(Schema, parent.Length == 0 ? null : SchemaEditor.Find(Schema, parent));
        if (siblings.FirstOrDefault(field => string.Equals(field.Name, name, StringComparison.OrdinalIgnoreCase)) is { } taken)
        {
            throw Refuse(change, $"there is {taken.Name} {taken.Type} already (case does not matter)", "Choose another name, or rename that one first.");
        }
    }

    private void RequireMapping(string change)
    {
        if (!IsMapped)
        {
            throw Refuse(
                change,
                "files know their columns by name",
                "Call MapColumns() first in the same change, which asks readers for Delta reader version 2; or create a new table and append the rows there.");
        }
    }

    private void RequireUnused(string[] path, string change)
    {
        if (ColumnUse.Find(Metadata, Schema, path) is { } use)
        {
            throw Refuse(change, use, "Drop that rule first in the same change, and add it again for the columns as they are then.");
        }
    }

    private EvolutionRefusedException Refuse(string change, string reason, string migration) => new(tablePath, change, reason, migration);

    /// <summary>A field of a mapped table that no file has yet.</summary>
    private Field MapNew(Field field) => Identify(field, $"col-{chance.NewId()}");

    private Field Identify(Field field, string physicalName)
    {
        var highest = long.TryParse(_configuration.GetValueOrDefault(ColumnMapping.MaxIdKey), NumberStyles.None, CultureInfo.InvariantCulture, out var known) ? known : 0;
        _configuration[ColumnMapping.MaxIdKey] = (highest + 1).ToString(CultureInfo.InvariantCulture);
        return field.WithMetadata(ColumnMapping.IdKey, highest + 1).WithMetadata(ColumnMapping.PhysicalNameKey, physicalName);
    }

    /// <remarks>Source: Delta transaction log protocol, "Type Change Metadata".</remarks>
    private static string TypeChange(DataType from, DataType to, string[] pathInside)
    {
        var place = pathInside.Length == 0 ? "" : $",\"fieldPath\":\"{string.Join('.', pathInside)}\"";
        return $"{{\"fromType\":{from.ToJson()},\"toType\":{to.ToJson()}{place}}}";
    }

    private static MetadataValue Append(Field field, string entry)
        => MetadataValue.FromJson(field.Metadata.TryGetValue(FieldRules.TypeChangesKey, out var before) ? $"{before.ToString()[..^1]},{entry}]" : $"[{entry}]");
}
