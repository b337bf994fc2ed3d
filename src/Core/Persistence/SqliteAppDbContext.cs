using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Persistence;

/// <summary>The model on SQLite.</summary>
public sealed class SqliteAppDbContext(DbContextOptions<SqliteAppDbContext> options) : AppDbContext(options)
{
    public static SqliteAppDbContext Open(DatabaseOptions options)
    {
        var builder = new DbContextOptionsBuilder<SqliteAppDbContext>();
        Configure(builder, options);
        return new SqliteAppDbContext(builder.Options);
    }

    internal static void Configure(DbContextOptionsBuilder builder, DatabaseOptions options)
        => builder.UseSqlite(
            options.ConnectionString,
            sqlite => sqlite.CommandTimeout((int)options.CommandTimeout.TotalSeconds));
}
