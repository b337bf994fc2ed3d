using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Persistence;

/// <summary>The model on PostgreSQL.</summary>
public sealed class PostgresAppDbContext(DbContextOptions<PostgresAppDbContext> options) : AppDbContext(options)
{
    public static PostgresAppDbContext Open(DatabaseOptions options)
    {
        var builder = new DbContextOptionsBuilder<PostgresAppDbContext>();
        Configure(builder, options);
        return new PostgresAppDbContext(builder.Options);
    }

    // No EnableRetryOnFailure: a transaction whose commit is in doubt must not run again on its own.
    internal static void Configure(DbContextOptionsBuilder builder, DatabaseOptions options)
        => builder.UseNpgsql(
            options.ConnectionString,
            npgsql => npgsql.CommandTimeout((int)options.CommandTimeout.TotalSeconds));
}
