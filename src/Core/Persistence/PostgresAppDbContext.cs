using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace ExperimentAdmin.Core.Persistence;

/// <summary>The model on PostgreSQL.</summary>
public sealed class PostgresAppDbContext(DbContextOptions<PostgresAppDbContext> options) : AppDbContext(options)
{
    /// <summary>Opens a context outside a container; interceptors see every statement.</summary>
    public static PostgresAppDbContext Open(DatabaseOptions options, params IInterceptor[] interceptors)
    {
        var builder = new DbContextOptionsBuilder<PostgresAppDbContext>();
        Configure(builder, options);
        builder.AddInterceptors(interceptors);
        return new PostgresAppDbContext(builder.Options);
    }

    // No EnableRetryOnFailure: a transaction whose commit is in doubt must not run again on its own.
    internal static void Configure(DbContextOptionsBuilder builder, DatabaseOptions options)
        => builder.UseNpgsql(
            options.ConnectionString,
            npgsql => npgsql.CommandTimeout((int)options.CommandTimeout.TotalSeconds));

    internal override object Stored(DateTimeOffset moment) => moment;
}
