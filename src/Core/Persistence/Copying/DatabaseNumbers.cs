using System.Globalization;
using ExperimentAdmin.Core.Persistence.Postgres;

namespace ExperimentAdmin.Core.Persistence.Copying;

/// <summary>The numbers that a database gives to new rows: those of rows that were removed are not given again after a move either.</summary>
internal static class DatabaseNumbers
{
    public static async Task CopyAsync(CopiedTable table, AppDbContext source, AppDbContext target, CancellationToken cancellationToken)
    {
        if (table.OnlyKey is { } key && await LastAsync(table.Name, key, source, cancellationToken) is { } last)
        {
            await SetAsync(table.Name, key, last, target, cancellationToken);
        }
    }

    // Null: none was given yet, or it is not the database that gives them.
    private static async Task<long?> LastAsync(string table, string key, AppDbContext db, CancellationToken cancellationToken)
    {
        if (db is not PostgresAppDbContext)
        {
            return await ScalarAsync(db, $"SELECT seq FROM sqlite_sequence WHERE name = '{table}'", cancellationToken) is { } given
                ? Convert.ToInt64(given, CultureInfo.InvariantCulture)
                : null;
        }

        return await ScalarAsync(db, $"SELECT pg_get_serial_sequence('{table}', '{key}')", cancellationToken) is string sequence
            && await ScalarAsync(db, $"SELECT last_value FROM {sequence} WHERE is_called", cancellationToken) is long last
            ? last
            : null;
    }

    private static async Task SetAsync(string table, string key, long last, AppDbContext db, CancellationToken cancellationToken)
    {
        var number = last.ToString(CultureInfo.InvariantCulture);
        if (db is PostgresAppDbContext)
        {
            if (await ScalarAsync(db, $"SELECT pg_get_serial_sequence('{table}', '{key}')", cancellationToken) is string sequence)
            {
                _ = await ScalarAsync(db, $"SELECT setval('{sequence}', {number})", cancellationToken);
            }
        }
        else
        {
            _ = await ScalarAsync(db, $"DELETE FROM sqlite_sequence WHERE name = '{table}'", cancellationToken);
            _ = await ScalarAsync(db, $"INSERT INTO sqlite_sequence (name, seq) VALUES ('{table}', {number})", cancellationToken);
        }
    }

    private static async Task<object?> ScalarAsync(AppDbContext db, string sql, CancellationToken cancellationToken)
    {
        await using var command = CopiedTable.Command(db, sql);
        return await command.ExecuteScalarAsync(cancellationToken) is { } value and not DBNull ? value : null;
    }
}
