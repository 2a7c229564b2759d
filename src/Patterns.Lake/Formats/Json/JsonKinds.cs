namespace Patterns.Lake.Formats.Json;

/// <summary>How many records of each kind were seen.</summary>
internal readonly record struct JsonKinds
{
    private const double LeastObjectShare = 0.9;

    private int Objects { get; init; }

    private int Nulls { get; init; }

    private int Others { get; init; }

    /// <summary>Whether the records are objects, but for a few that are mistakes: at least nine of ten that are not null.</summary>
    public bool AreObjects => Objects >= LeastObjectShare * (Objects + Others) && (Objects > 0 || Nulls == 0);

    /// <summary>The same with one more record.</summary>
    public JsonKinds With(JsonKind kind) => kind switch
    {
        JsonKind.Object => this with { Objects = Objects + 1 },
        JsonKind.Null => this with { Nulls = Nulls + 1 },
        _ => this with { Others = Others + 1 },
    };
}
