using Npgsql;

namespace Patterns.Updates.Postgres.Storage;

/// <summary>Runs statements. Every text is made of constants and of a schema whose name is checked; values are parameters.</summary>
internal static class Statements
{
    public static async Task ExecuteAsync(NpgsqlConnection connection, string text, CancellationToken cancellationToken, params object[] parameters)
    {
        var command = Command(connection, text, parameters);
        await using var commandScope = command.ConfigureAwait(false);
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The first value of the first row; null when there is no row, or no value in it.</summary>
    public static async Task<object?> ScalarAsync(NpgsqlConnection connection, string text, CancellationToken cancellationToken, params object[] parameters)
    {
        var command = Command(connection, text, parameters);
        await using var commandScope = command.ConfigureAwait(false);
        return await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) is { } value and not DBNull ? value : null;
    }

    public static NpgsqlCommand Command(NpgsqlConnection connection, string text, params object[] parameters)
    {
        NpgsqlCommand command = new(text, connection);
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = parameter });
        }

        return command;
    }
}
