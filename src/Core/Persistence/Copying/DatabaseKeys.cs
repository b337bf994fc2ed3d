using System.Data.Common;
using ExperimentAdmin.Core.Persistence.Postgres;
using ExperimentAdmin.Core.Persistence.Sqlite;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Persistence.Copying;

/// <summary>The keys of cookies and one-time links, which are files in a folder or rows of PostgreSQL.</summary>
internal static class DatabaseKeys
{
    public const string Table = "data_protection_keys";
    public const string EntityName = nameof(DataProtectionKey);

    /// <summary>All of them, by their name.</summary>
    /// <param name="db">Has them where there is no folder.</param>
    /// <param name="folder">Where their files are; null for rows.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    public static async Task<SortedDictionary<string, string>> ReadAsync(AppDbContext db, string? folder, CancellationToken cancellationToken)
    {
        var keys = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (folder is null && db is PostgresAppDbContext)
        {
            await using var query = CopiedTable.Command(db, $"SELECT coalesce(friendly_name, 'key-' || id), xml FROM {Table} WHERE xml IS NOT NULL");
            await using var reader = await query.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
            {
                keys[reader.GetString(0)] = reader.GetString(1);
            }
        }
        else if (Directory.Exists(folder))
        {
            foreach (var file in Directory.EnumerateFiles(folder, "*.xml"))
            {
                keys[Path.GetFileNameWithoutExtension(file)] = await File.ReadAllTextAsync(file, cancellationToken);
            }
        }

        return keys;
    }

    /// <summary>Adds them to those that are there.</summary>
    public static async Task WriteAsync(AppDbContext db, string? folder, SortedDictionary<string, string> keys, CancellationToken cancellationToken)
    {
        if (folder is not null)
        {
            _ = OwnerOnly.Folder(folder);
        }

        foreach (var (name, xml) in keys)
        {
            if (folder is null && db is PostgresAppDbContext)
            {
                await using var insert = CopiedTable.Command(db, $"INSERT INTO {Table} (friendly_name, xml) VALUES (@name, @xml)");
                Add(insert, "@name", name);
                Add(insert, "@xml", xml);
                _ = await insert.ExecuteNonQueryAsync(cancellationToken);
            }
            else if (folder is not null)
            {
                await using var file = new StreamWriter(
                    Path.Join(folder, $"{Path.GetFileName(name)}.xml"), OwnerOnly.Options(FileMode.Create, FileAccess.Write, FileShare.None));
                await file.WriteAsync(xml.AsMemory(), cancellationToken);
            }
        }
    }

    private static void Add(DbCommand command, string name, string value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value);
        _ = command.Parameters.Add(parameter);
    }
}
