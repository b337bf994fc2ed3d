using System.Globalization;
using System.Security.Cryptography;
using ExperimentAdmin.Core;
using ExperimentAdmin.Core.Demo;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Persistence.Copying;
using ExperimentAdmin.Tests.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;

namespace ExperimentAdmin.Unit.Persistence;

/// <summary>Rows to copy, and all of them as a text.</summary>
internal static class CopiedRows
{
    /// <summary>Fills the demo workspace.</summary>
    public static async Task FillWithDemoAsync(TestDatabase database, CancellationToken cancellation)
    {
        await using var services = new ServiceCollection().AddLogging().AddCore(database.Options).BuildServiceProvider();
        _ = await services.GetRequiredService<DemoWorkspace>().EnsureAsync(cancellation);
    }

    /// <summary>Fills the demo workspace, and makes up rows of whatever has none then, of all that a column can hold.</summary>
    public static async Task FillEveryTableAsync(TestDatabase database, CancellationToken cancellation)
    {
        await FillWithDemoAsync(database, cancellation);
        await using var db = database.CreateDbContext();
        await db.Database.OpenConnectionAsync(cancellation);
        foreach (var table in CopiedTable.InOrder(db.Model, db.Model))
        {
            if (await table.CountAsync(db, cancellation) > 0)
            {
                continue;
            }

            var type = db.Model.GetEntityTypes().Single(type => type.GetTableName() == table.Name);
            for (var number = 1; number <= 2; number++)
            {
                await InsertAsync(db, type, number, cancellation);
            }
        }
    }

    private static async Task InsertAsync(AppDbContext db, IEntityType type, int number, CancellationToken cancellation)
    {
        var properties = type.GetProperties().ToList();
        await using var command = CopiedTable.Command(db, string.Empty);
        foreach (var property in properties)
        {
            var value = await MadeUpAsync(db, property, number, cancellation);
            _ = command.Parameters.Add(property.GetRelationalTypeMapping().CreateParameter(command, $"@{property.GetColumnName()}", value, property.IsNullable));
        }

#pragma warning disable CA2100 // Made of names of the model.
        command.CommandText = $"INSERT INTO {type.GetTableName()} ({string.Join(", ", properties.Select(property => $"\"{property.GetColumnName()}\""))}) "
            + $"VALUES ({string.Join(", ", properties.Select(property => $"@{property.GetColumnName()}"))})";
#pragma warning restore CA2100
        (await command.ExecuteNonQueryAsync(cancellation)).ShouldBe(1);
    }

    private static async Task<object?> MadeUpAsync(AppDbContext db, IProperty property, int number, CancellationToken cancellation)
    {
        if (property.GetContainingForeignKeys().FirstOrDefault() is { } key)
        {
            var principal = key.PrincipalKey.Properties[key.Properties.Index().Single(member => member.Item == property).Index];
            var table = principal.DeclaringType.GetTableName();
            var place = property.IsPrimaryKey() || property.IsUniqueIndex() ? $"{number - 1} % (SELECT count(*) FROM {table})" : "0"; // Of a key of two, one may be the same.
            await using var query = CopiedTable.Command(db, $"SELECT \"{principal.GetColumnName()}\" FROM {table} ORDER BY 1 LIMIT 1 OFFSET {place}");
            return Convert.ChangeType(await query.ExecuteScalarAsync(cancellation), principal.ClrType, CultureInfo.InvariantCulture);
        }

        if (property.IsNullable && number == 2)
        {
            return null;
        }

        var type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
        var text = string.Create(CultureInfo.InvariantCulture, $"{number} ß\"';\n\\ Ω\U0001F600e\u0301");
        return type == typeof(string) ? text[..Math.Min(text.Length, property.GetMaxLength() ?? text.Length)]
            : type.IsEnum ? Enum.GetValues(type).GetValue(0)
            : type == typeof(DateTimeOffset) ? new DateTimeOffset(2026, 3, 29, 1, 30, number, TimeSpan.Zero).AddMicroseconds(123_456)
            : type == typeof(Guid) ? Guid.NewGuid()
            : type == typeof(bool) ? number == 1
            : type == typeof(byte[]) ? LargeThenEmpty(number)
            : Convert.ChangeType(number, type, CultureInfo.InvariantCulture);
    }

    // More than what goes into one statement, so that the next row needs one of its own; and nothing.
    private static byte[] LargeThenEmpty(int number)
        => number == 1 ? [.. Enumerable.Range(0, 5 << 20).Select(place => (byte)(place * 31 / 7))] : [];

    /// <summary>Every value of every row as Entity Framework reads it.</summary>
    public static async Task<string> DumpAsync(TestDatabase database, CancellationToken cancellation)
    {
        await using var db = database.CreateDbContext();
        var lines = new List<string>();
        foreach (var type in db.Model.GetEntityTypes().Where(type => type.GetTableName() != "data_protection_keys"))
        {
            var rows = (IQueryable<object>)typeof(DbContext).GetMethod(nameof(DbContext.Set), [])!.MakeGenericMethod(type.ClrType).Invoke(db, [])!;
            foreach (var row in await rows.ToListAsync(cancellation))
            {
                var values = db.Entry(row).Properties.OrderBy(property => property.Metadata.Name, StringComparer.Ordinal)
                    .Select(property => $"{property.Metadata.Name}={Text(property.CurrentValue)}");
                lines.Add($"{type.GetTableName()}: {string.Join('|', values)}");
            }
        }

        lines.Sort(StringComparer.Ordinal);
        return string.Join('\n', lines);
    }

    private static object? Text(object? value) => value switch
    {
        DateTimeOffset at => at.ToString("O", CultureInfo.InvariantCulture),
        byte[] bytes => $"{bytes.Length} bytes {Convert.ToHexString(SHA256.HashData(bytes))}",
        _ => value,
    };
}
